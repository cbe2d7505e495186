package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.impl.config.ConfigurationException;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

    private static final String CLAIMS =
            "{'sub':'s1','no':'','null':null,'yes':true,'never':false,'n':7,'o':{'name':{'first':'V'},"
                    + "'list':['x','y',{'z':3}]},'emails':[{'email':'a','primary':false},"
                    + "{'email':'b','primary':true,'verified':true},{'email':'c','primary':true}],"
                    + "'https://x.test/id.of':'u1','a.b':'dots','nest':[['p','q'],['r']],"
                    + "'flags':['primary',{'primary':'true'},{'primary':1}]}";

    private static JsonObject json(String text) throws ProviderFailure {
        return ProviderJson.object(ProviderJson.parse(text.replace('\'', '"')));
    }

    private static Optional<String> text(String path) throws ProviderFailure {
        return new FieldPath(path).text(json(CLAIMS));
    }

    @ParameterizedTest
    @CsvSource({
        "sub,s1",
        "yes,true",
        "never,false",
        "n,7",
        "o.name.first,V",
        "o.list[0],x",
        "o.list[2].z,3",
        "nest[0][1],q",
        "emails[primary].email,b",
        "emails[primary].verified,true",
        "emails[0].primary,false",
        "https://x.test/id.of,u1",
        "a.b,dots",
        "true,true",
        "gone|sub,s1",
        "no|null|gone.deeper|n|sub,7",
        "sub|n,s1",
        "sub + n,s1 7",
        "sub + gone,s1",
        "gone + sub,s1",
        "gone + no|n + sub,7 s1",
        "https://x.test/{sub}/{o.list[1]}.png,https://x.test/s1/y.png",
        "https://x.test/{gone}.png|sub,s1",
        "https://x.test/id.of + n,u1 7"
    })
    void a_path_leads_to(String path, String value) throws ProviderFailure {
        assertThat(text(path)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gone",
                "no",
                "null",
                "o",
                "o.name",
                "o.list",
                "emails",
                "sub.deeper",
                "sub[0]",
                "null.deeper",
                "n[0]",
                "o[0]",
                "o.list.name",
                "o.list[3]",
                "o.list[9999]",
                "o.list[99999999999]",
                "o.list[-1]",
                "nest[0]",
                "emails[verified].gone",
                "emails[nobody].email",
                "flags[primary].primary",
                "SUB",
                "gone + no",
                "https://x.test/{gone}.png",
                "https://x.test/{o}/{sub}.png",
                "gone|null"
            })
    void a_path_to_nothing_leads_nowhere(String path) throws ProviderFailure {
        assertThat(text(path)).isEmpty();
        assertThat(new FieldPath(path).whole(json(CLAIMS))).isEmpty();
    }

    @Test
    void a_subject_of_two_parts_requires_both_parts() throws ProviderFailure {
        assertThat(new FieldPath("sub + n").whole(json(CLAIMS))).contains("s1:7");
        assertThat(new FieldPath("sub + gone").whole(json(CLAIMS))).isEmpty();
        assertThat(new FieldPath("gone + sub").whole(json(CLAIMS))).isEmpty();
        assertThat(new FieldPath("sub + gone|n").whole(json(CLAIMS))).contains("7");
    }

    @ParameterizedTest
    @CsvSource({
        "7,7",
        "7.0,7",
        "7.000,7",
        "70e-1,7",
        "0.7E1,7",
        "7e0,7",
        "700,700",
        "7e2,700",
        "70.0e1,700",
        "0,0",
        "-0,0",
        "0.0,0",
        "0e5,0",
        "-7.0,-7",
        "7.5,7.5",
        "9007199254740993,9007199254740993",
        "18446744073709551615,18446744073709551615",
        "1e30,1000000000000000000000000000000"
    })
    void a_number_has_one_canonical_form(String number, String text) throws ProviderFailure {
        assertThat(new FieldPath("id").whole(json("{'id':" + number + "}"))).contains(text);
        assertThat(new FieldPath("x[0].id").text(json("{'x':[{'id':" + number + "}]}")))
                .contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e41",
                "1e-41",
                "1e999999999",
                "-1e999999999",
                "1e-999999999",
                "0e999999999",
                "12345678901234567890123456789012345678901"
            })
    void a_huge_number_is_ignored_without_being_expanded(String number) throws ProviderFailure {
        JsonObject claims = json("{'id':" + number + ",'n':7}");
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> {
                    assertThat(new FieldPath("id").whole(claims)).isEmpty();
                    assertThat(new FieldPath("https://x.test/{id}|n").text(claims)).contains("7");
                });
    }

    @Test
    void a_value_in_a_template_is_not_interpreted() throws ProviderFailure {
        JsonObject claims = json("{'a':'$1','b':'{c}','c':'x'}");
        assertThat(new FieldPath("https://x.test/{a}/{b}").text(claims))
                .contains("https://x.test/$1/{c}");
    }

    /** Regression test: a preset without an address path read the member with the empty name. */
    @Test
    void an_empty_path_finds_nothing() throws ProviderFailure {
        JsonObject claims = json("{'':'x','a':{'':'y'}}");
        assertThat(new FieldPath("").text(claims)).isEmpty();
        assertThat(new FieldPath(" ").text(claims)).isEmpty();
        assertThat(new FieldPath("|").text(claims)).isEmpty();
    }

    @Test
    void the_value_of_a_claim_is_not_a_path() throws ProviderFailure {
        assertThat(new FieldPath("a").text(json("{'a':'b|c','b':'x'}"))).contains("b|c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void a_subject_path_must_not_be_blank(String path) {
        assertThatThrownBy(() -> FieldPath.check("x.sub", path))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("webauth.x.sub must say");
    }
}
