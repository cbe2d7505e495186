package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Parallel;
import dev.webauth.it.rig.Person;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hundred requests at the same instant. */
@OnDemo
class RacesIT {

    private static final int MANY = 100;

    @Tag("RAC-01")
    @Test
    void a_hundred_registrations_of_one_address_at_once_create_one_account() {
        Person person = Person.at(SITE);

        List<Page> answers =
                Parallel.run(
                        times(() -> SITE.browser().register(person.email(), person.password())));

        assertThat(answers).allSatisfy(RacesIT::isOrderly);
        assertThat(answers).filteredOn(page -> page.status() == 303).hasSize(1);
        assertThat(SITE.db().count("webauth_user WHERE email = ?", person.email())).isEqualTo(1);
        person.mailbox().holds(1);
    }

    @Tag("RAC-02")
    @Test
    void registrations_of_one_address_in_many_spellings_create_one_account() {
        Person person = Person.at(SITE);
        String email = person.email();
        List<String> spellings =
                List.of(
                        email,
                        email.toUpperCase(),
                        " " + email,
                        email + " ",
                        email.replace("p", "P"),
                        email.replace("x.test", "X.test"),
                        email.replace("x.test", "x.TEST"),
                        email.replace("person", "PERSON"),
                        "\t" + email,
                        "  " + email.toUpperCase() + "  ");

        List<Callable<Page>> tasks =
                IntStream.range(0, MANY)
                        .<Callable<Page>>mapToObj(
                                i ->
                                        () ->
                                                SITE.browser()
                                                        .register(
                                                                spellings.get(i % 10),
                                                                person.password()))
                        .toList();
        List<Page> answers = Parallel.run(tasks);

        assertThat(answers).allSatisfy(page -> assertThat(page.status()).isIn(303, 400, 409, 503));
        assertThat(SITE.db().count("webauth_user WHERE lower(trim(email)) = ?", email))
                .isEqualTo(1);
        person.mailbox().holds(1);
    }

    @Tag("RAC-03")
    @Test
    void a_hundred_uses_of_a_confirm_link_at_once_have_one_effect() {
        Person person = Person.registeredAt(SITE);
        long id = person.id();
        URI link = person.link(1);

        List<Page> answers = Parallel.run(times(() -> person.thief().get(link)));

        onlyOneGotThrough(answers);
        assertThat(events(id, "email.confirmed")).isEqualTo(1);
        assertThat(events(id, "confirm:account.confirm")).isEqualTo(1);
    }

    @Tag("RAC-03")
    @Test
    void a_hundred_uses_of_a_recovery_link_at_once_start_one_session() {
        Person person = Person.confirmedAt(SITE);
        long id = person.id();
        person.logOut();
        person.forget();
        URI link = person.link(2);
        List<Browser> thieves = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            thieves.add(person.thief());
        }

        List<Page> answers =
                Parallel.run(thieves.stream().<Callable<Page>>map(t -> () -> t.get(link)).toList());

        onlyOneGotThrough(answers);
        assertThat(events(id, "login:recovery")).isEqualTo(1);
        assertThat(thieves)
                .filteredOn(t -> t.get("/me").json().getBoolean("authenticated"))
                .hasSize(1);
    }

    @Tag("RAC-03")
    @Test
    void a_hundred_uses_of_its_button_in_other_browsers_start_one_session() {
        Person person = Person.confirmedAt(SITE);
        person.logOut();
        person.forget();
        URI link = person.link(2);

        List<Page> answers = Parallel.run(times(() -> SITE.browser().post(link, "")));

        onlyOneGotThrough(answers);
    }

    @Tag("RAC-03")
    @Test
    void a_hundred_uses_of_the_last_link_of_an_address_change_have_one_effect() {
        Person person = Person.confirmedAt(SITE);
        long id = person.id();
        String other = "new-" + person.email();
        person.changeEmail(other);
        person.open(person.link(2));
        URI link = new Mailbox(other).mail(1).link();

        List<Page> answers = Parallel.run(times(() -> person.thief().get(link)));

        onlyOneGotThrough(answers);
        assertThat(events(id, "email.changed")).isEqualTo(1);
    }

    @Tag("RAC-06")
    @Test
    void deleting_an_account_during_other_requests_leaves_no_row_of_it() {
        Person person = Person.confirmedAt(SITE);
        long id = person.id();
        String key = person.apiKey();
        person.forget();
        URI link = person.link(2);
        Browser deleting = SITE.browser();
        person.logIn(deleting);
        List<Callable<Page>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tasks.add(() -> person.logIn(SITE.browser()));
            tasks.add(() -> person.thief().get(link));
            tasks.add(() -> SITE.browser().whoami(key));
            tasks.add(() -> SITE.browser().post("/remind", "email", person.email()));
            tasks.add(() -> person.thief().get("/dashboard"));
        }
        tasks.add(20, () -> deleting.post("/delete-account"));

        List<Page> answers = Parallel.run(tasks);

        assertThat(answers)
                .allSatisfy(
                        page ->
                                assertThat(page.isClean().status())
                                        .isIn(200, 303, 401, 403, 404, 503));
        if (SITE.db().count("webauth_user WHERE id = ?", id) == 1) {
            // A link or log-in may have ended the session before its request to delete.
            person.logIn(deleting);
            deleting.post("/delete-account");
        }
        for (String table : List.of("webauth_user_auth", "webauth_link", "webauth_mail")) {
            assertThat(SITE.db().count(table + " WHERE user_id = ?", id)).as(table).isZero();
        }
        assertThat(SITE.db().count("webauth_user WHERE id = ?", id)).isZero();
    }

    @Tag("RAC-08")
    @Test
    void after_fifty_new_api_keys_at_once_one_is_valid() {
        Person person = Person.confirmedAt(SITE);
        String old = person.apiKey();

        List<Page> answers =
                Parallel.run(
                        IntStream.range(0, 50)
                                .<Callable<Page>>mapToObj(
                                        i -> () -> person.thief().post("/regenerate-api-key"))
                                .toList());

        assertThat(answers).allSatisfy(page -> assertThat(page.status()).isIn(303, 503));
        String shown = person.apiKey();
        assertThat(shown).isNotEqualTo(old);
        assertThat(SITE.browser().whoami(shown).status()).isEqualTo(200);
        assertThat(SITE.browser().whoami(old).status()).isEqualTo(403);
    }

    private static <T> List<Callable<T>> times(Callable<T> task) {
        return java.util.Collections.nCopies(MANY, task);
    }

    private static void onlyOneGotThrough(List<Page> answers) {
        assertThat(answers).allSatisfy(page -> assertThat(page.status()).isIn(303, 404, 503));
        assertThat(answers).filteredOn(page -> page.status() == 303).hasSize(1);
    }

    private static void isOrderly(Page page) {
        assertThat(page.isClean().status()).isIn(303, 409, 503);
        if (page.status() == 503) {
            assertThat(page.header("Retry-After")).isPresent();
        }
    }

    private static long events(long id, String event) {
        return SITE.db().count("webauth_user_log WHERE user_id = ? AND event = ?", id, event);
    }
}
