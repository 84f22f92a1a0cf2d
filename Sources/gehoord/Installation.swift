// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork

/// Where the files that come with the program are; found from the program itself, so that any working directory will do.
struct Installation: Hashable, Sendable {
    /// The folder that holds `Config` and `Templates`.
    let share: String

    var config: String { share + "/Config" }
    var templates: String { share + "/Templates" }
    /// The example office, for `demo` and `rehearse`.
    var exampleOffice: String { config + "/gehoord.json5" }
    var decreedDays: String { config + "/decreed-days.json5" }
    /// The page for the public, without its figures.
    var registerPage: String { templates + "/algoritmeregister.html" }
    /// What was learned from the training letters.
    var model: String { config + "/recognition/model" }

    /// Where the service reads its configuration unless a command names another file.
    static let configurationFile = "/etc/gehoord/gehoord.json5"

    /// The installation this process was started from.
    static func current() throws(Problem) -> Installation {
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            throw Problem(
                "The program cannot find out where it is", at: "/proc/self/exe", now: "Nothing was done",
                remedy: "Mount /proc")
        }
        return try find(program: program)
    }

    /// `../share/gehoord` beside the program's folder, else the nearest folder around it that holds both `Config` and `Templates`.
    static func find(program: String) throws(Problem) -> Installation {
        let folder = URL(filePath: program).deletingLastPathComponent()
        var candidates = [folder.deletingLastPathComponent().appending(path: "share/gehoord")]
        var ancestor = folder
        while ancestor.path.count > 1 {
            candidates.append(ancestor)
            ancestor.deleteLastPathComponent()
        }
        for candidate in candidates
        where ["Config", "Templates"].allSatisfy({ isFolder(candidate.appending(path: $0)) }) {
            return Installation(share: candidate.path)
        }
        throw Problem(
            "The files that come with gehoord were not found", at: candidates[0].path, now: "Nothing was done",
            remedy: "Install the folders Config and Templates there")
    }

    private static func isFolder(_ url: URL) -> Bool {
        (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
    }
}
