package dev.webauth.it.readme;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the README says that its resource is. */
@ApplicationPath("/app")
public class App extends Application {}
