package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.MortalServer;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Postman;
import dev.webauth.it.rig.Rig;
import dev.webauth.it.rig.Site;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kills the server's process between the commit of a registration and its mail, which waits because
 * the mail server is down. {@code webauth.it.kills} is the number of repetitions. The library's own
 * test kills smaller processes at any moment, and more of them. The restarts also show that log-ins
 * and remembered browsers survive a restart.
 */
@Timeout(900)
class KilledServerIT {

    private static final int KILLS = Integer.getInteger("webauth.it.kills", 2);
    private static final int PEOPLE = 3;

    private final int port = Rig.freePorts(1).get(0);
    private final Postman postman = Postman.absent();
    private final Site site =
            Site.alone("mortal", port).set("smtp.port", Integer.toString(postman.port()));
    private final MortalServer server = new MortalServer(site, port);

    @AfterEach
    void stop() {
        server.kill();
        postman.leave();
    }

    @Tag("FLT-05")
    @Test
    void after_kills_every_account_has_its_mail_and_every_log_in() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            server.start();
            for (int j = 0; j < PEOPLE; j++) {
                people.add(Person.registeredAt(site));
            }
            people.get(0).logInRemembered();
            server.kill();
        }
        assertThat(site.db().count("webauth_user")).isEqualTo(people.size());

        postman.come();
        // Mails that failed, or that a killed node had claimed, are due later, so the time is
        // moved.
        site.db().run("UPDATE webauth_mail SET d_due = d_created");
        server.start();

        for (Person person : people) {
            assertThat(postman.mailTo(person.email(), 1).link()).isNotNull();
        }
        isLoggedInUntilTheBrowserEnds(people.get(1));
        isLoggedInAlsoAfterwards(people.get(0));
        Person last = people.get(people.size() - 1);
        assertThat(last.open(postman.mailTo(last.email(), 1).link()).status()).isIn(200, 303);
    }

    private static void isLoggedInUntilTheBrowserEnds(Person person) {
        assertThat(person.isLoggedIn()).isTrue();
        person.browser().restart();
        assertThat(person.isLoggedIn()).isFalse();
    }

    private static void isLoggedInAlsoAfterwards(Person remembered) {
        remembered.browser().restart();
        assertThat(remembered.isLoggedIn()).isTrue();
        assertThat(remembered.browser().get("/sessions").element("session").text())
                .contains("remembered");
    }
}
