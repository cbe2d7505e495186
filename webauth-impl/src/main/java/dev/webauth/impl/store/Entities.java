package dev.webauth.impl.store;

import java.util.List;

/** The entity classes of a feature. Features list theirs as beans of this type. */
public interface Entities {

    List<Class<?>> classes();
}
