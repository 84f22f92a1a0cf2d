// SPDX-License-Identifier: EUPL-1.2

/// Small numbers under hashed keys, in two flat arrays: most words are looked up in vain, and that must cost next to nothing.
struct FlatTable: Sendable {
    private var keys: [UInt64] = [UInt64](repeating: 0, count: 16)
    private var values: [Int32] = [Int32](repeating: -1, count: 16)
    private var count = 0

    /// The number under a key; nil when there is none.
    subscript(_ key: UInt64) -> Int? {
        var at = Self.place(key) & (keys.count - 1)
        while values[at] >= 0 {
            if keys[at] == key { return Int(values[at]) }
            at = (at + 1) & (keys.count - 1)
        }
        return nil
    }

    /// Puts a number of 0 or more under a key.
    mutating func set(_ key: UInt64, to value: Int) {
        if count * 2 >= keys.count { grow() }
        var at = Self.place(key) & (keys.count - 1)
        while values[at] >= 0 && keys[at] != key { at = (at + 1) & (keys.count - 1) }
        if values[at] < 0 { count += 1 }
        (keys[at], values[at]) = (key, Int32(value))
    }

    private mutating func grow() {
        let old = zip(keys, values).filter { $0.1 >= 0 }
        keys = [UInt64](repeating: 0, count: keys.count * 2)
        values = [Int32](repeating: -1, count: keys.count)
        count = 0
        for (key, value) in old { set(key, to: Int(value)) }
    }

    private static func place(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 32)
    }
}
