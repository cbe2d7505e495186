package dev.webauth.impl.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bounded map, approximately of the least recently used kind. It holds two generations; entries
 * that were not used during the younger one are removed with the older one. Reads take no lock.
 */
public final class RecentMap<V> {

    private final int generation;

    private volatile Map<String, V> young = new ConcurrentHashMap<>();
    private volatile Map<String, V> old = Map.of();

    /**
     * @param generation the number of entries that are certainly kept; at most twice as many are
     *     held
     */
    public RecentMap(int generation) {
        this.generation = generation;
    }

    /** Null if there is none. */
    public V get(String key) {
        V value = young.get(key);
        if (value == null) {
            value = old.get(key);
            if (value != null) {
                put(key, value);
            }
        }
        return value;
    }

    public void put(String key, V value) {
        if (young.size() >= generation) {
            age();
        }
        young.put(key, value);
    }

    private synchronized void age() {
        if (young.size() >= generation) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    public void remove(String key) {
        young.remove(key);
        // A concurrent reader may have moved it back to the younger generation.
        if (old.containsKey(key)) {
            old.remove(key);
            young.remove(key);
        }
    }

    int size() {
        return young.size() + old.size();
    }
}
