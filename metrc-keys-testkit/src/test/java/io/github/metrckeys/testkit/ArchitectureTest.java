package io.github.metrckeys.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.http.HttpPermissionProbe;
import java.io.Serializable;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules that hold the house together. */
@AnalyzeClasses(packages = "io.github.metrckeys", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.metrckeys";

    /** Which packages each package may use; the words that all share stand in "(root)". */
    private static final Map<String, Set<String>> ARROWS = """
            error:
            internal.check: error
            internal.text: error
            internal.crypto: internal.check
            (root): error, internal.check, internal.text
            secret: error, internal.check
            catalog: (root), error, internal.check, internal.text
            store: (root), error, internal.check, internal.crypto, secret
            resolve: (root), error, internal.check, secret, store
            report: (root), catalog, error, internal.check, internal.text
            internal.diagnosis: (root), catalog, internal.check, internal.text, report, secret
            probe: (root), catalog, error, internal.check, internal.diagnosis, report, secret
            access: (root), catalog, error, internal.check, internal.diagnosis, probe, report, secret
            custody: (root), error, internal.check, internal.text, probe, report, resolve, secret, store
            internal.storage: (root), custody, error, internal.crypto, report, resolve, secret, store
            file: (root), custody, error, internal.check, internal.storage, secret, store
            jdbc: (root), custody, error, internal.check, internal.storage, secret, store
            http: (root), catalog, error, internal.check, internal.diagnosis, probe, report, secret
            json: (root), catalog, custody, error, internal.check, report, store
            testkit.internal:
            testkit: (root), catalog, error, http, secret, testkit.internal
            testkit.assertj: catalog, report
            testkit.contract: (root), custody, report, resolve, secret, store
            testkit.junit: testkit
            testkit.workbench: (root), access, catalog, custody, error, file, http, json, probe, report, \
            resolve, secret, store, testkit
            """.lines()
            .map(line -> line.split(": ?", 2))
            .collect(Collectors.toMap(row -> row[0], row -> Set.of(row[1].split(", ", -1))));

    private static final int MOST_EXPORTED_TYPES = 90;

    @ArchTest
    static final ArchRule NO_CYCLE_STANDS_BETWEEN_PACKAGES =
            slices().assignedFrom(eachPackage()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ARROWS_POINT_ONE_WAY = classes().should(useOnlyWhatTheirArrowsPointTo());

    @ArchTest
    static final ArchRule SQL_IS_FOR_THE_DATABASE_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".jdbc")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..");

    @ArchTest
    static void whatTheModulesShowToEverybodyCanBeLookedOver(JavaClasses classes) {
        Set<String> exported = exportedPackages();

        assertThat(classes.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> exported.contains(type.getPackageName())))
                .as("exported types")
                .hasSizeBetween(1, MOST_EXPORTED_TYPES);
    }

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_HTTP_AND_NO_JSON = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".http..", ROOT + ".json..", ROOT + ".testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "com.fasterxml..");

    @ArchTest
    static final ArchRule NO_FOREIGN_TYPE_STANDS_IN_A_PUBLIC_SIGNATURE = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(resideInAPackage(ROOT + "..").and(notInternal()))
            .should(notShow(resideInAnyPackage("com.fasterxml..", "com.github..", "wiremock..", "picocli..")));

    @ArchTest
    static final ArchRule INTERNAL_TYPES_STAND_IN_NO_PUBLIC_SIGNATURE = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(resideInAPackage(ROOT + "..").and(notInternal()))
            .should(notShow(resideInAnyPackage(ROOT + "..internal..")));

    @ArchTest
    static final ArchRule PUBLIC_CLASSES_ARE_FINAL_OR_MEANT_TO_BE_IMPLEMENTED = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".error.MetrcKeysException")
            .and()
            .resideOutsideOfPackage(ROOT + ".testkit.contract")
            .should()
            .haveModifier(JavaModifier.FINAL)
            .orShould()
            .beEnums();

    @ArchTest
    static final ArchRule NO_STATE_IS_GLOBAL =
            noFields().that().areStatic().should().notBeFinal();

    @ArchTest
    static final ArchRule SECRETS_ARE_NO_RECORDS_AND_NOT_SERIALIZABLE = noClasses()
            .that()
            .resideInAPackage(ROOT + ".secret")
            .and()
            .areNotEnums()
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".secret.KeyFingerprint")
            .should()
            .beRecords()
            .orShould()
            .beAssignableTo(Serializable.class);

    @ArchTest
    static final ArchRule NOTHING_PRINTS_BUT_THE_WORKBENCH_MAIN = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".testkit.workbench.Main")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule SECRETS_ARE_REVEALED_IN_FEW_PLACES = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".secret", ROOT + ".testkit..")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".http.MetrcSession")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".internal.storage.EntryCipher")
            .should()
            .callMethodWhere(target(name("revealSecret")));

    private static String shortName(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "(root)" : name.substring(ROOT.length() + 1);
    }

    private static SliceAssignment eachPackage() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return resideInAPackage(ROOT + "..").test(type)
                        ? SliceIdentifier.of(shortName(type))
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "each package";
            }
        };
    }

    private static ArchCondition<JavaClass> useOnlyWhatTheirArrowsPointTo() {
        return new ArchCondition<>("use only the packages that their arrows point to") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<String> allowed = ARROWS.get(shortName(type));
                if (allowed == null) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is in a package without arrows"));
                    return;
                }
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isForbidden(dependency, allowed))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static boolean isForbidden(Dependency dependency, Set<String> allowed) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        return resideInAPackage(ROOT + "..").test(target)
                && !target.getPackage().equals(dependency.getOriginClass().getPackage())
                && !allowed.contains(shortName(target));
    }

    private static Set<String> exportedPackages() {
        return Stream.of(Jurisdiction.class, HttpPermissionProbe.class)
                .flatMap(type -> moduleOf(type).exports().stream())
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    private static ModuleDescriptor moduleOf(Class<?> type) {
        try {
            Path where = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ModuleFinder.of(where).findAll().iterator().next().descriptor();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static DescribedPredicate<JavaClass> notInternal() {
        return not(resideInAnyPackage("..internal..", "..workbench.."))
                .and(describe("are public", type -> type.getModifiers().contains(JavaModifier.PUBLIC)));
    }

    private static ArchCondition<JavaMethod> notShow(DescribedPredicate<JavaClass> forbidden) {
        return new ArchCondition<>("not show types that " + forbidden.getDescription()) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getAllInvolvedRawTypes().stream()
                        .filter(forbidden)
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " shows " + type.getName())));
            }
        };
    }
}
