package dev.webauth.it.guarded;

import jakarta.annotation.security.RolesAllowed;

/** The result of a locator, with an access annotation. */
@RolesAllowed("admin")
public class GuardedLeaf extends Leaf {}
