package dev.webauth.it.operator;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Scans for its resources. */
@ApplicationPath("/")
public class OperatorApplication extends Application {}
