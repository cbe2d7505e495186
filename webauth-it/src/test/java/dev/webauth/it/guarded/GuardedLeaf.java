package dev.webauth.it.guarded;

import jakarta.annotation.security.RolesAllowed;

/** What a locator returns, with a guard. */
@RolesAllowed("admin")
public class GuardedLeaf extends Leaf {}
