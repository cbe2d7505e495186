package dev.webauth.it.guarded;

import dev.webauth.Authenticated;
import jakarta.enterprise.inject.Vetoed;

/** Its author says that it is no bean. */
@Vetoed
@Authenticated
public class VetoedClass {}
