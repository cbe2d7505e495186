package dev.webauth.impl.secondfactor;

import dev.webauth.OtpEnrolment;
import dev.webauth.TwoFactor;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** An authenticator app, and the recovery codes that its owner has kept. */
public record Phone(TestApplication app, byte[] secret, List<String> recoveryCodes) {

    /** Sets one up for who is logged in. */
    public static Phone enrolled(TestApplication app, FakeBrowser owner) {
        TwoFactor twoFactor = app.bean(TwoFactor.class);
        AtomicReference<OtpEnrolment> enrolment = new AtomicReference<>();
        owner.calls(webauth -> enrolment.set(twoFactor.enrol()));
        Phone phone = new Phone(app, Base32.decode(enrolment.get().secret()), List.of());
        List<String> codes = owner.asks(webauth -> twoFactor.activate(phone.code()));
        return new Phone(app, phone.secret(), codes);
    }

    /** What it shows now. */
    public String code() {
        return code(0);
    }

    /** The code that the phone shows after this number of steps. */
    public String code(int steps) {
        return Totp.code(secret, Totp.step(app.clock().instant()) + steps);
    }

    /** A code of six digits that is right at no time near. */
    public String wrong() {
        for (int number = 0; ; number++) {
            String code = String.format("%06d", number);
            long now = Totp.step(app.clock().instant());
            if (Totp.match(secret, code, now, 100).isEmpty()) {
                return code;
            }
        }
    }
}
