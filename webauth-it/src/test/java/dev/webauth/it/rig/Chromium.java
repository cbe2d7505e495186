package dev.webauth.it.rig;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real browser with the size of a phone, from Debian's package. */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser");

    private static final List<String> QUIET =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final Path screenshots;
    private int shots;

    private Chromium(String name) {
        this.playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser =
                playwright
                        .chromium()
                        .launch(new LaunchOptions().setExecutablePath(executable()).setArgs(QUIET));
        this.screenshots = Path.of(System.getProperty("webauth.it.target"), "screenshots", name);
    }

    /** Starts it; screenshots go to a folder of this name. */
    public static Chromium start(String name) {
        return new Chromium(name);
    }

    private static Path executable() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No chromium on the PATH: install Debian's package"
                                                + " \"chromium\", or run test.sh as root"));
    }

    /** A window with cookies of its own. */
    public Page window() {
        BrowserContext context =
                browser.newContext(
                        new NewContextOptions()
                                .setViewportSize(390, 844)
                                .setDeviceScaleFactor(2)
                                .setIsMobile(true)
                                .setHasTouch(true));
        context.setDefaultTimeout(15_000);
        return context.newPage();
    }

    /** Saves a screenshot of the window. */
    public void shot(Page window, String title) {
        Path file = screenshots.resolve("%02d-%s.png".formatted(++shots, title));
        window.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
