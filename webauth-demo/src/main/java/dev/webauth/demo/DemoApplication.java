package dev.webauth.demo;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Serves the pages at the root of the application; WebAuth serves its own under {@code /auth}. */
@ApplicationPath("/")
public class DemoApplication extends Application {}
