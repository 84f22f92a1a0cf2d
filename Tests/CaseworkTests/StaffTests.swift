// SPDX-License-Identifier: EUPL-1.2
import Casework
import Groundwork
import Testing

/// Who acts for whom, and who may know what (Awb 9:7).
struct StaffTests {
    let today = day("2026-03-03")
    private let away = Absence(from: day("2026-03-01"), through: day("2026-03-06"))
    private func acting(_ address: String, _ staff: Staff, concerned: Set<String> = []) -> String? {
        staff.acting(for: address, on: today, concerned: concerned)?.address
    }

    @Test func `who is there acts himself, and an absent one's substitute for him`() {
        #expect(acting(wagenaar, staff()) == wagenaar)
        #expect(acting(wagenaar, staff(absent: [wagenaar: away])) == deGroot)
    }

    @Test func `an absence may name its own substitute`() {
        let own = Absence(from: away.from, through: away.through, substitute: coordinator)
        #expect(acting(wagenaar, staff(absent: [wagenaar: own])) == coordinator)
    }

    @Test(arguments: [
        ("2026-02-28", wagenaar), ("2026-03-01", deGroot), ("2026-03-06", deGroot), ("2026-03-07", wagenaar),
    ])
    func `an absence counts from its first day through its last`(_ date: String, _ expected: String) {
        #expect(
            staff(absent: [wagenaar: away]).acting(for: wagenaar, on: day(date), concerned: [])?.address == expected)
    }

    @Test func `substitutes are chained, and a circle ends`() {
        let chain = staff(
            absent: [wagenaar: away, deGroot: away], substitutes: [wagenaar: deGroot, deGroot: coordinator])
        #expect(acting(wagenaar, chain) == coordinator)
        let circle = staff(
            absent: [wagenaar: away, deGroot: away], substitutes: [wagenaar: deGroot, deGroot: wagenaar])
        #expect(acting(wagenaar, circle) == nil)
        #expect(acting(wagenaar, staff(absent: [wagenaar: away], substitutes: [wagenaar: wagenaar])) == nil)
    }

    @Test func `a person concerned is passed over like an absent one`() {
        #expect(acting(wagenaar, staff(), concerned: [wagenaar]) == deGroot)
        #expect(acting(wagenaar, staff(), concerned: [wagenaar, deGroot]) == nil)
    }

    @Test(arguments: [
        ([coordinator], manager), ([manager], coordinator), ([coordinator, manager], wagenaar),
        ([coordinator, manager, wagenaar], deGroot),
        ([coordinator, manager, wagenaar, deGroot], wooDesk),
    ])
    func `a coordinator who is concerned is replaced until the list is empty`(_ concerned: [String], _ expected: String)
    {
        #expect(staff().coordinator(on: today, concerned: Set(concerned))?.address == expected)
    }

    @Test func `when everybody is concerned there is nobody`() {
        #expect(staff().coordinator(on: today, concerned: Set(staff().listed.map(\.address))) == nil)
    }

    @Test func `a manager who is concerned is replaced by the substitute or nobody`() {
        #expect(staff().manager(of: wagenaar, on: today, concerned: [])?.address == manager)
        #expect(staff().manager(of: wagenaar, on: today, concerned: [manager]) == nil)
        #expect(
            staff(substitutes: [manager: coordinator]).manager(of: wagenaar, on: today, concerned: [manager])?.address
                == coordinator)
        #expect(staff().manager(of: manager, on: today, concerned: []) == nil)
    }

    @Test func `an absent owner and the substitute both hear, and without a substitute the coordinator`() {
        func heard(_ staff: Staff, _ concerned: Set<String> = []) -> [String] {
            staff.recipients(for: wagenaar, on: today, concerned: concerned).map(\.address)
        }
        #expect(heard(staff()) == [wagenaar])
        #expect(heard(staff(absent: [wagenaar: away])) == [wagenaar, deGroot])
        #expect(heard(staff(absent: [wagenaar: away], substitutes: [:])) == [wagenaar, coordinator])
        #expect(heard(staff(), [wagenaar]) == [deGroot])
        #expect(heard(staff(substitutes: [:]), [wagenaar]) == [coordinator])
    }

    @Test(arguments: ["", "weg@elders.example", "post@bureau.example"])
    func `a dossier whose owner is nobody of ours is the coordinator's`(_ owner: String) {
        #expect(staff().recipients(for: owner, on: today, concerned: []).map(\.address) == [coordinator])
    }

    @Test(arguments: [
        (["Bas Wagenaar"], [wagenaar]), (["meneer Wagenaar"], [wagenaar]), (["Bas"], [wagenaar]),
        (["mevr. De Groot"], [deGroot]),
        (["K. de Groot", "Hans Overbeek"], [deGroot, manager]), (["Peter Zonneveld"], ["?Peter Zonneveld"]), ([], []),
        ([" "], []),
    ])
    func `employees are known by the names that citizens give them`(_ names: [String], _ concerned: [String]) {
        #expect(staff().concerned(named: names) == Set(concerned))
    }

    @Test(arguments: [
        ("p.zonneveld@bureau.example", false), ("zonneveld@bureau.example", false),
        ("p.zonneveld+x@bureau.example", false),
        ("pzonneveld@bureau.example", false), (wagenaar, true), ("a.ander@bureau.example", true),
        ("p.zonneveld@elders.example", true),
    ])
    func `a name that is not on the list still guards the addresses that it fits`(_ address: String, _ may: Bool) {
        #expect(staff().mayKnow(address, concerned: ["?Peter Zonneveld"]) == may)
    }

    @Test(arguments: ["j.devries@bureau.example", "devries@bureau.example", "jan.de.vries@bureau.example"])
    func `a surname with a particle is found in an address`(_ address: String) {
        #expect(!staff().mayKnow(address, concerned: ["?mevrouw De Vries"]))
    }

    @Test func `a plus tag or capitals get nobody around the guard`() {
        #expect(!staff().mayKnow("b.wagenaar+klachten@bureau.example", concerned: [wagenaar]))
        #expect(!staff().mayKnow("B.Wagenaar@Bureau.example", concerned: [wagenaar]))
    }

    @Test func `every address of our domain is an employee's but the mailboxes`() {
        #expect(staff().employee("nieuw@bureau.example")?.roles == [])
        #expect(staff().employee("post@bureau.example") == nil)
        #expect(staff().employee("post+abc@bureau.example") == nil)
        #expect(staff().employee("x@nietbureau.example") == nil)
        #expect(staff().employee("x@evil.bureau.example.org") == nil)
    }
}

struct RoutingTests {
    let today = day("2026-03-03")

    struct Row: CustomTestStringConvertible {
        let kind: DossierKind
        let desk: String?
        let concerned: Set<String>
        let load: [String: Int]
        let first: String?
        init(
            _ kind: DossierKind, desk: String? = nil, concerned: Set<String> = [], load: [String: Int] = [:],
            _ first: String?
        ) {
            (self.kind, self.desk, self.concerned, self.load, self.first) = (kind, desk, concerned, load, first)
        }
        var testDescription: String { "\(kind.rawValue) \(concerned.sorted()) \(load)" }
    }

    @Test(arguments: [
        Row(.internalComplaint, coordinator), Row(.internalComplaint, desk: wagenaar, coordinator),
        Row(.review, coordinator),
        Row(.signal, coordinator), Row(.internalComplaint, concerned: [coordinator], manager), Row(.woo, wooDesk),
        Row(.woo, concerned: [wooDesk], coordinator), Row(.request, wagenaar),
        Row(.request, load: [wagenaar: 3, deGroot: 2], deGroot),
        Row(.request, load: [wagenaar: 3, deGroot: 3], wagenaar),
        Row(.request, concerned: [deGroot], load: [wagenaar: 9], wagenaar),
        Row(.request, concerned: [wagenaar, deGroot], coordinator), Row(.notice, desk: deGroot, deGroot),
        Row(.notice, coordinator),
        Row(.notice, desk: deGroot, concerned: [deGroot], wagenaar),
        Row(.internalComplaint, concerned: ["?mevrouw Linthorst"], manager),
    ])
    func `a new dossier goes to whom it belongs with`(_ row: Row) {
        let chosen = Routing(staff: staff()).firstHandler(
            row.kind, desk: row.desk, concerned: row.concerned, on: today, load: row.load)
        #expect(chosen?.address == row.first)
    }

    @Test func `an absent handler gets no new request`() {
        let away = Absence(from: today, through: today)
        let chosen = Routing(staff: staff(absent: [wagenaar: away])).firstHandler(
            .request, desk: nil, concerned: [], on: today, load: [deGroot: 5])
        #expect(chosen?.address == deGroot)
    }

    @Test func `nobody is ever given a complaint about himself`() {
        let everybody = staff().listed.map(\.address)
        for marks in 0..<(1 << everybody.count) {
            let concerned = Set(everybody.indices.filter { marks >> $0 & 1 == 1 }.map { everybody[$0] })
            for kind in DossierKind.allCases {
                let chosen = Routing(staff: staff()).firstHandler(
                    kind, desk: deGroot, concerned: concerned, on: today, load: [:])
                #expect(chosen.map { !concerned.contains($0.address) } ?? (concerned.count == everybody.count))
            }
        }
    }
}
