package dev.webauth.it.guarded;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Scans for resources. */
@ApplicationPath("api")
public class GuardedApplication extends Application {}
