// SPDX-License-Identifier: EUPL-1.2

/// A compound file (MS-CFB): folders and streams in one file of sectors, as Outlook keeps a letter in.
///
/// Takes any bytes: chains that turn back or leave the file end there, each entry is met once, and a stream is read only as
/// far as is asked for. So the time is linear in the file and in what is read.
struct CompoundFile {
    struct Entry {
        let name: String
        let isStorage: Bool
        fileprivate let left: Int
        fileprivate let right: Int
        fileprivate let child: Int
        fileprivate let start: Int
        let size: Int
    }

    private let bytes: Bytes
    private let sectorShift: Int
    private let miniCutoff: Int
    /// The sectors that hold the table of sectors, and of the small ones.
    private var table: [Int] = []
    private var smallTable: [Int] = []
    /// The stream that holds the small sectors.
    private var smallSectors: [Int] = []
    private(set) var entries: [Entry] = []

    private static let signature: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
    private static let smallShift = 6
    private static let entryBytes = 128
    /// Sectors of the table that the header itself names.
    private static let namedInHeader = 109
    /// No letter has more parts.
    static let mostEntries = 20_000

    static func matches(_ bytes: Bytes) -> Bool { bytes.starts(with: signature) }

    init?(_ bytes: Bytes) {
        guard Self.matches(bytes), bytes.count >= 512 else { return nil }
        self.bytes = bytes
        sectorShift = Self.number(bytes, 0x1e, 2)
        guard sectorShift == 9 || sectorShift == 12 else { return nil }
        miniCutoff = Self.number(bytes, 0x38, 4)
        readTable()
        smallTable = chain(Self.number(bytes, 0x3c, 4))
        readEntries()
        if let root = entries.first { smallSectors = chain(root.start) }
    }

    private var sectorSize: Int { 1 << sectorShift }
    private var sectorCount: Int { (bytes.count + sectorSize - 1) >> sectorShift }

    private static func number(_ bytes: Bytes, _ at: Int, _ count: Int) -> Int {
        guard at >= 0, at + count <= bytes.count else { return 0xffff_ffff }
        return (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[bytes.startIndex + at + $1]) }
    }

    /// The number at a place in a sector.
    private func number(sector: Int, _ at: Int) -> Int {
        sector > sectorCount ? 0xffff_ffff : Self.number(bytes, ((sector + 1) << sectorShift) + at, 4)
    }

    private mutating func readTable() {
        table = (0..<Self.namedInHeader).map { Self.number(bytes, 0x4c + $0 * 4, 4) }
        var next = Self.number(bytes, 0x44, 4)
        let perSector = sectorSize / 4 - 1
        while next < sectorCount, table.count <= sectorCount {
            table += (0..<perSector).map { number(sector: next, $0 * 4) }
            next = number(sector: next, perSector * 4)
        }
    }

    /// The sectors of a stream in order.
    private func chain(_ start: Int) -> [Int] {
        var (out, next) = ([Int](), start)
        let perSector = sectorSize / 4
        while next < sectorCount, out.count < sectorCount {
            out.append(next)
            guard next / perSector < table.count else { break }
            next = number(sector: table[next / perSector], next % perSector * 4)
        }
        return out
    }

    private mutating func readEntries() {
        for sector in chain(Self.number(bytes, 0x30, 4)) {
            for i in 0..<(sectorSize / Self.entryBytes) where entries.count < Self.mostEntries {
                let at = ((sector + 1) << sectorShift) + i * Self.entryBytes
                guard at + Self.entryBytes <= bytes.count else { return }
                let entry = bytes[(bytes.startIndex + at)...].prefix(Self.entryBytes)
                let length = min(max(Self.number(entry, 0x40, 2) - 2, 0), 64)
                let kind = Self.number(entry, 0x42, 1)
                entries.append(
                    Entry(
                        name: Charset.decode(entry.prefix(length), label: "utf-16le"),
                        isStorage: kind == 1 || kind == 5,
                        left: Self.number(entry, 0x44, 4), right: Self.number(entry, 0x48, 4),
                        child: Self.number(entry, 0x4c, 4), start: Self.number(entry, 0x74, 4),
                        size: Self.number(entry, 0x78, 4)))
            }
        }
    }

    /// What a folder holds, in the order of the file, at most so many.
    func contents(of folder: Entry, atMost limit: Int = mostEntries) -> [Entry] {
        var (found, open, isSeen) = ([Int](), [folder.child], Set<Int>())
        while found.count < limit, let next = open.popLast() {
            guard next < entries.count, isSeen.insert(next).inserted else { continue }
            found.append(next)
            open += [entries[next].left, entries[next].right]
        }
        return found.sorted().map { entries[$0] }
    }

    /// The first bytes of a stream, at most so many.
    func read(_ entry: Entry, atMost limit: Int) -> [UInt8] {
        let size = min(entry.size, limit, bytes.count)
        var out: [UInt8] = []
        out.reserveCapacity(size)
        if entry.size >= miniCutoff {
            var next = entry.start
            let perSector = sectorSize / 4
            while out.count < size, next < sectorCount {
                append(((next + 1) << sectorShift), sectorSize, to: &out, upTo: size)
                guard next / perSector < table.count else { break }
                next = number(sector: table[next / perSector], next % perSector * 4)
            }
        } else {
            var next = entry.start
            let (perSector, inSector) = (sectorSize / 4, sectorSize >> Self.smallShift)
            while out.count < size, next / inSector < smallSectors.count, next / perSector < smallTable.count {
                let at = ((smallSectors[next / inSector] + 1) << sectorShift) + ((next % inSector) << Self.smallShift)
                append(at, 1 << Self.smallShift, to: &out, upTo: size)
                next = number(sector: smallTable[next / perSector], next % perSector * 4)
            }
        }
        return out
    }

    private func append(_ at: Int, _ count: Int, to out: inout [UInt8], upTo size: Int) {
        let start = min(bytes.startIndex + at, bytes.endIndex)
        out.append(contentsOf: bytes[start..<min(start + min(count, size - out.count), bytes.endIndex)])
        if start == bytes.endIndex { out.append(contentsOf: repeatElement(0, count: min(count, size - out.count))) }
    }
}
