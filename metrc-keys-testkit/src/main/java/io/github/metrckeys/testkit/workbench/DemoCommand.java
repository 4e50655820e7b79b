package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.resolve.KeyPolicy;
import io.github.metrckeys.resolve.KeyRequest;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.resolve.KeyResolver;
import io.github.metrckeys.resolve.StoreKeyResolver;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command that tells the story of a shop in Colorado on a fake Metrc. */
@Command(
        name = "demo",
        description = "Tells the story of a shop in Colorado on a fake Metrc; needs nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
@SuppressWarnings("NullAway.Init") // picocli sets the field
final class DemoCommand implements Callable<Integer> {

    private static final String[] MANAGER = {
        "View Packages", "Manage Packages Inventory", "Create/Submit/Discontinue Packages", "View Sales",
                "Manage Sales",
        "View Transfers", "Manage Transfers", "Manage Transfer Templates", "Manage Items", "Manage Locations",
        "Manage Strains", "Manage Tags", "Manage Employees", "Transporters"
    };

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return tell(spec.commandLine().getOut());
    }

    static int tell(PrintWriter out) throws IOException, InterruptedException {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            new Story(metrc, out).tell();
        }
        return 0;
    }

    /** The shop, its people, and what happens to them. */
    private static final class Story {

        private static final UserId BLAKE = UserId.of("blake");
        private static final UserId RILEY = UserId.of("riley");
        private static final UserId SASHA = UserId.of("sasha");

        private final FakeMetrc metrc;
        private final PrintWriter out;
        private final Facility shop;
        private final FakeUser owner;
        private final FakeUser blake;
        private final FakeUser riley;
        private final FakeUser sasha;
        private final KeyStore store = InMemoryKeyStore.create();
        private final KeyResolver resolver = StoreKeyResolver.builder(store)
                .defaultPolicy(KeyPolicy.individual())
                .build();
        private final PermissionProbe probe = HttpPermissionProbe.builder().build();

        Story(FakeMetrc metrc, PrintWriter out) {
            this.metrc = metrc;
            this.out = out;
            FakeFacility store = metrc.addFacility("402-00001")
                    .name("Main Street")
                    .licenseType("Retail Store")
                    .flags("AdvancedSales", "CanSellToConsumers", "CanCreateDerivedPackages", "IsRetail");
            this.shop = store.facility();
            this.owner = metrc.addUser("owner").attach(store, MANAGER);
            this.blake = metrc.addUser("blake").attach(store, "View Packages", "View Sales", "Manage Sales");
            this.riley = metrc.addUser("riley").attach(store, "View Packages");
            this.sasha = metrc.addUser("sasha")
                    .attach(
                            store,
                            "View Packages",
                            "Manage Packages Inventory",
                            "Create/Submit/Discontinue Packages",
                            "Manage Items",
                            "Manage Locations",
                            "Manage Tags",
                            "View Transfers",
                            "Manage Transfers");
        }

        void tell() throws IOException, InterruptedException {
            chapter("1. A shop in Colorado, where each employee's calls must carry that employee's own key");
            out.println("blake is a budtender who may sell, riley one who may not, sasha manages the inventory.");
            out.println();
            enroll(KeyOwner.master(shop), owner.key());
            enroll(KeyOwner.individual(shop.jurisdiction(), BLAKE), blake.key());
            enroll(KeyOwner.individual(shop.jurisdiction(), RILEY), riley.key());
            enroll(KeyOwner.individual(shop.jurisdiction(), SASHA), sasha.key());

            chapter("2. Which key signs the call? Each of the three, and somebody who has no key yet");
            for (UserId user : List.of(BLAKE, RILEY, SASHA, UserId.of("newcomer"))) {
                ring(user);
            }

            chapter("3. Is the key good, and for what?");
            out.print(ReportFormat.TEXT.render(probe.validate(
                    ProbeRequest.master(shop, metrc.vendorKey(), owner.key()).forRole(Role.MANAGER))));
            for (UserId user : List.of(BLAKE, RILEY, SASHA)) {
                out.println();
                validate(user, user.equals(SASHA) ? Role.INVENTORY_CLERK : Role.BUDTENDER);
            }

            chapter("4. Somebody presses Generate in Metrc, and tells nobody: blake's key in the store is dead");
            blake.generateKey();
            validate(BLAKE, Role.BUDTENDER);

            chapter("5. The new key is entered in place of the old one");
            KeyOwner owner = KeyOwner.individual(shop.jurisdiction(), BLAKE);
            KeyVersion old = store.find(owner).orElseThrow().version();
            KeyVersion renewed = store.put(owner, blake.key(), old).orThrow();
            out.println("Stored " + named(owner) + " as " + renewed + ", in place of " + old);
            validate(BLAKE, Role.BUDTENDER);
        }

        private void enroll(KeyOwner keyOwner, UserApiKey key) {
            KeyVersion version = store.put(keyOwner, key, KeyVersion.NONE).orThrow();
            out.println("Stored " + named(keyOwner) + " as " + version);
        }

        private void ring(UserId actor) throws IOException, InterruptedException {
            KeyResolution resolution = resolver.resolve(KeyRequest.write(shop).by(actor));
            if (resolution instanceof KeyResolution.Resolved found) {
                out.println(actor + " rings a sale: " + named(found.owner()) + " signs (" + found.choice() + ", "
                        + found.version() + "), and Metrc answers " + post(found.key()));
            } else if (resolution instanceof KeyResolution.Unresolved none) {
                out.println(actor + " rings a sale: nothing is sent (" + none.gap() + "); "
                        + none.gap().remedy());
            }
        }

        private String post(UserApiKey key) throws IOException, InterruptedException {
            HttpRequest sale = HttpRequest.newBuilder(
                            URI.create(metrc.baseUri() + "/sales/v2/receipts?licenseNumber=" + shop.license()))
                    .header(
                            AuthorizationHeader.NAME,
                            AuthorizationHeader.of(metrc.vendorKey(), key).revealSecret())
                    .POST(HttpRequest.BodyPublishers.ofString("[{\"SalesCustomerType\":\"Consumer\"}]"))
                    .build();
            int status = HttpClient.newHttpClient()
                    .send(sale, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status == 200 ? "200 OK" : status + " Unauthorized";
        }

        private static String named(KeyOwner owner) {
            return owner instanceof KeyOwner.Individual individual
                    ? "the key of " + individual.user()
                    : "the master key";
        }

        private void validate(UserId user, Role role) {
            KeyResolution.Resolved found =
                    resolver.resolve(KeyRequest.read(shop).by(user)).resolved().orElseThrow();
            out.print(ReportFormat.TEXT.render(
                    probe.validate(ProbeRequest.individual(shop, user, metrc.vendorKey(), found.key())
                            .withMasterKey(owner.key())
                            .forRole(role))));
        }

        private void chapter(String title) {
            out.println();
            out.println("== " + title);
            out.println();
        }
    }
}
