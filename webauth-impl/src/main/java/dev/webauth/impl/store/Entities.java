package dev.webauth.impl.store;

import java.util.List;

/** A feature's tables. Each feature's entities are its own; here it names them to the unit. */
public interface Entities {

    List<Class<?>> classes();
}
