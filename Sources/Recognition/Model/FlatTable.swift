// SPDX-License-Identifier: EUPL-1.2

/// Small numbers under hashed keys, in one flat array: most words are looked up in vain, and that must cost next to nothing.
struct FlatTable: Sendable {
    private struct Slot: Sendable {
        var key: UInt64 = 0
        var value: Int32 = -1
    }
    private var slots: [Slot]
    private var count = 0

    /// A table that need not grow for as many keys.
    init(expecting keys: Int = 4) {
        slots = [Slot](repeating: Slot(), count: 2 << (Int.bitWidth - max(keys, 4).leadingZeroBitCount))
    }

    /// The number under a key; nil when there is none.
    subscript(_ key: UInt64) -> Int? {
        let slot = slots[place(of: key)]
        return slot.value >= 0 ? Int(slot.value) : nil
    }

    /// Puts a number of 0 or more under a key.
    mutating func set(_ key: UInt64, to value: Int) {
        if count * 2 >= slots.count { grow() }
        let at = place(of: key)
        if slots[at].value < 0 { count += 1 }
        slots[at] = Slot(key: key, value: Int32(value))
    }

    /// Where the key stands, or the empty slot where it would.
    private func place(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var at = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
        while slots[at].value >= 0 && slots[at].key != key { at = (at + 1) & mask }
        return at
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        for slot in old where slot.value >= 0 { slots[place(of: slot.key)] = slot }
    }
}
