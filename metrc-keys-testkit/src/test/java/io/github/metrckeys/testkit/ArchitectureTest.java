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
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Serializable;

/** The rules that hold the house together. */
@AnalyzeClasses(packages = "io.github.metrckeys", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.metrckeys";

    @ArchTest
    static final ArchRule NO_CYCLE_STANDS_BETWEEN_PACKAGES =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ARROWS_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("words")
            .definedBy(ROOT, ROOT + ".internal")
            .layer("secret")
            .definedBy(ROOT + ".secret")
            .layer("catalog")
            .definedBy(ROOT + ".catalog")
            .layer("crypto")
            .definedBy(ROOT + ".crypto")
            .layer("store")
            .definedBy(ROOT + ".store..")
            .layer("resolve")
            .definedBy(ROOT + ".resolve")
            .layer("report")
            .definedBy(ROOT + ".report")
            .layer("probe")
            .definedBy(ROOT + ".probe")
            .layer("check")
            .definedBy(ROOT + ".check")
            .layer("custody")
            .definedBy(ROOT + ".custody")
            .layer("json")
            .definedBy(ROOT + ".json")
            .layer("http")
            .definedBy(ROOT + ".http")
            .layer("testkit")
            .definedBy(ROOT + ".testkit..")
            .whereLayer("words")
            .mayNotAccessAnyLayer()
            .whereLayer("secret")
            .mayOnlyAccessLayers("words")
            .whereLayer("catalog")
            .mayOnlyAccessLayers("words")
            .whereLayer("crypto")
            .mayOnlyAccessLayers("words")
            .whereLayer("store")
            .mayOnlyAccessLayers("words", "secret", "crypto")
            .whereLayer("resolve")
            .mayOnlyAccessLayers("words", "secret", "store")
            .whereLayer("report")
            .mayOnlyAccessLayers("words", "catalog")
            .whereLayer("probe")
            .mayOnlyAccessLayers("words", "secret", "catalog", "report")
            .whereLayer("check")
            .mayOnlyAccessLayers("words", "secret", "catalog", "report", "probe")
            .whereLayer("custody")
            .mayOnlyAccessLayers("words", "secret", "catalog", "store", "resolve", "report", "probe")
            .whereLayer("json")
            .mayOnlyAccessLayers("words", "secret", "catalog", "store", "report", "custody")
            .whereLayer("http")
            .mayOnlyAccessLayers("words", "secret", "catalog", "report", "probe")
            .whereLayer("testkit")
            .mayNotBeAccessedByAnyLayer();

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
    static final ArchRule TESTS_HELPERS_USE_NO_INTERNALS_OF_THE_LIBRARY = noClasses()
            .that()
            .resideInAPackage(ROOT + ".testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".internal..");

    @ArchTest
    static final ArchRule STORES_ALONE_USE_THE_INTERNALS_OF_STORES = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".store.internal..");

    @ArchTest
    static final ArchRule PUBLIC_CLASSES_ARE_FINAL_OR_MEANT_TO_BE_IMPLEMENTED = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".MetrcKeysException")
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
            .doNotHaveFullyQualifiedName(ROOT + ".http.Conversation")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".store.internal.Vault")
            .should()
            .callMethodWhere(target(name("revealSecret")));

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
