package dev.webauth.impl.mail;

import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.store.Background;
import java.io.IOException;
import java.io.PrintStream;

/** A process that registers accounts and sends mails until it is killed. */
final class MortalNode {

    private MortalNode() {}

    /**
     * Prints each address whose registration was answered.
     *
     * @param arguments the database, the port of the SMTP server, the number of this node, how many
     *     accounts it registers
     */
    public static void main(String[] arguments) throws InterruptedException {
        new Thread(MortalNode::dieWithTheTest).start();
        PrintStream said = System.out;
        TestApplication app =
                TestApplication.alone(
                        arguments[0],
                        "dev-mode",
                        "false",
                        "email.sender",
                        "app@example.org",
                        "smtp.port",
                        arguments[1]);
        Background background = app.bean(Background.class);
        background.start();
        MailWorker worker = app.bean(MailWorker.class);
        background.run(worker::poll);
        background.every(MailWorker.INTERVAL, worker::poll);
        said.println("ready");
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
            String email = "n" + arguments[2] + "-" + i + "@x.test";
            app.browser()
                    .from("10.0." + arguments[2] + "." + i)
                    .calls(webauth -> webauth.register(email, "correct horse"));
            said.println(email);
        }
        Thread.currentThread().join();
    }

    private static void dieWithTheTest() {
        try {
            System.in.read();
        } catch (IOException e) {
            // The test process has ended.
        }
        Runtime.getRuntime().halt(1);
    }
}
