package dev.webauth.it.bench;

import dev.webauth.it.rig.Rig;
import dev.webauth.it.rig.Site;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The applications that are compared. The one by hand is also the one without the library: it has
 * the same routes and nothing of the library in it.
 */
final class Ways {

    static final String BY_HAND = "by hand";

    final Way library;
    final Way asking;
    final Way byHand;

    /** The one by hand with EclipseLink in its WAR, which it does not use. */
    final Way withEclipseLink;

    private final Site site;
    private final List<Integer> ports = Rig.freePorts(4);

    Ways() {
        site = site("bench", ports.get(0)).set("revocation-delay", "PT1S");
        WebArchive war = application(site);
        library = new Way("library, PT1S", site, ports.get(0), war, Accounts::logIn);
        Site other = site.node(ports.get(1)).set("revocation-delay", "PT0S");
        asking = new Way("library, PT0S", other, ports.get(1), application(other), Accounts::logIn);
        byHand = byHand(BY_HAND, ports.get(2), war, "jbcrypt");
        withEclipseLink =
                byHand(
                        "by hand, EclipseLink in the WAR",
                        ports.get(3),
                        war,
                        "jbcrypt",
                        "org.eclipse.persistence");
    }

    /** The three that answer requests. */
    List<Way> all() {
        return List.of(library, asking, byHand);
    }

    /** Starts the three that answer requests. */
    void start() {
        all().forEach(way -> way.server().start());
    }

    void kill() {
        Stream.of(library, asking, byHand, withEclipseLink).forEach(way -> way.server().kill());
    }

    /** A site with the library's settings for a measurement. */
    static Site site(String name, int port) {
        return Site.alone(name, port)
                .set("real-ip-header", "X-Forwarded-For")
                .set("log-user-events", "false")
                .set("limit.register-network", "100000/PT1M");
    }

    /** The application with the library. */
    static WebArchive application(Site site) {
        return withFile(
                site.application(
                        BenchApplication.class,
                        OpenResource.class,
                        GuardedResource.class,
                        LibraryResource.class));
    }

    private Way byHand(String name, int port, WebArchive library, String... jars) {
        Site node = site.node(port);
        WebArchive war =
                withFile(
                        node.deployable(
                                ShrinkWrap.create(WebArchive.class)
                                        .addClasses(
                                                BenchApplication.class,
                                                OpenResource.class,
                                                HandResource.class,
                                                HandGuard.class)
                                        .addAsWebInfResource(new StringAsset(""), "beans.xml")));
        for (String jar : jars) {
            library.getContent(path -> path.get().startsWith("/WEB-INF/lib/" + jar))
                    .forEach((path, content) -> war.add(content.getAsset(), path));
        }
        return new Way(name, node, port, war, Accounts::logInByHand);
    }

    private static WebArchive withFile(WebArchive war) {
        return war.addAsWebResource(new StringAsset("ok"), "static.txt");
    }
}
