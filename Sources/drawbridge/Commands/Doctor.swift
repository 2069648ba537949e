import ArgumentParser
import Bridge
import Glibc
import Postgres
import Rules
import Store
import Text

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is missing, and the command that repairs it.",
    discussion: """
      Looks at the server, the schema, the queue and its workers, sessions that hold others up, room on the disk, rules \
      and dictionaries. Changes nothing, starts nothing but the private cluster. Exit status 1 where something is wrong.
      """)

  @Flag(name: .long, help: "One JSON object a check, a line each.")
  var json = false

  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let places = Places()
    let checks = [
      checkServer(places), checkDatabase(places), checkRules(places), checkSources(places), checkDictionaries(places),
    ]
    .flatMap { $0 }
    for check in checks { if json { printJSON(check) } else { printText(check) } }
    if checks.contains(where: { !$0.isGood }) { throw ExitCode(ExitStatus.refused) }
  }

  private func checkServer(_ places: Places) -> [DoctorCheck] {
    guard let conninfo = try? database.conninfo(places) else {
      do {
        return [DoctorCheck(name: "server", isGood: true, finding: try PrivateCluster.serverPrograms(), repair: nil)]
      } catch {
        return [
          DoctorCheck(
            name: "server", isGood: false, finding: "\(error)",
            repair: "sudo apt-get install -y postgresql libpq-dev libicu-dev")
        ]
      }
    }
    return [
      DoctorCheck(
        name: "server", isGood: true, finding: "a database of its own: \(Self.withoutPassword(conninfo))", repair: nil)
    ]
  }

  private func checkDatabase(_ places: Places) -> [DoctorCheck] {
    let isGiven = (try? database.conninfo(places)) != nil
    if !isGiven && access(places.privateFolder + "/cluster", F_OK) != 0 {
      return [
        DoctorCheck(
          name: "database", isGood: true, finding: "no private cluster yet; the first command makes it", repair: nil)
      ]
    }
    do {
      return try DatabaseAccess.with(database, places, isMigrating: true) { db, _ in
        let version = try Migrator.version(db)
        guard try Migrator.isCurrent(db) else {
          let finding =
            version == Migration.all.count
            ? "schema \(version), with functions of another build" : "schema \(version), needed \(Migration.all.count)"
          return [DoctorCheck(name: "database", isGood: false, finding: finding, repair: "drawbridge migrate")]
        }
        return [DoctorCheck(name: "database", isGood: true, finding: "schema \(version)", repair: nil)]
          + DatabaseHealth.checks(db, dataFolder: isGiven ? nil : PrivateCluster(home: places.privateFolder).dataFolder)
          + checkAdditions(places, db)
      }
    } catch {
      let repair =
        isGiven
        ? "check --database, and that the server runs"
        : "see \(places.privateFolder)/cluster for the data folder and its log"
      return [DoctorCheck(name: "database", isGood: false, finding: "\(error)", repair: repair)]
    }
  }

  /// Entries added in a hurry that workers leave out.
  private func checkAdditions(_ places: Places, _ db: borrowing Connection) -> [DoctorCheck] {
    do {
      return try RulesInService.quarantined(rules, places, on: db).map {
        DoctorCheck(
          name: "addition", isGood: false, finding: $0.description,
          repair: "drawbridge lists pending, then drawbridge lists end")
      }
    } catch {
      return [DoctorCheck(name: "addition", isGood: false, finding: "\(error)", repair: "drawbridge rules status")]
    }
  }

  private func checkRules(_ places: Places) -> [DoctorCheck] {
    let folder = rules.folder(places)
    do {
      let rulebook = try Rulebook(folder: folder)
      let finding = "\(folder): \(rulebook.rules.count) rules, \(rulebook.warnings.count) warnings"
      return [DoctorCheck(name: "rules", isGood: true, finding: finding, repair: nil)]
    } catch {
      let count = error.issues.count { $0.severity == .error }
      return [
        DoctorCheck(
          name: "rules", isGood: false, finding: "\(folder): \(count) errors", repair: "drawbridge rules lint")
      ]
    }
  }

  private func checkSources(_ places: Places) -> [DoctorCheck] {
    let missing = DictionarySources(folder: places.dictionarySources).missing
    if missing.isEmpty {
      return [DoctorCheck(name: "sources", isGood: true, finding: "the dictionary sources are installed", repair: nil)]
    }
    return missing.map { missing in
      DoctorCheck(
        name: "sources", isGood: false, finding: "\(missing.name) is not installed: \(missing.loss)",
        repair: missing.command)
    }
  }

  private func checkDictionaries(_ places: Places) -> [DoctorCheck] {
    do {
      let opened = try Dictionaries.open(in: dictionaries.folder(places))
      return opened.info.map {
        DoctorCheck(name: "dictionary", isGood: true, finding: "\($0.languages): \($0.entries) entries", repair: nil)
      }
        + opened.missing.map {
          DoctorCheck(
            name: "dictionary", isGood: false, finding: "\($0.name) is missing: \($0.loss)", repair: $0.command)
        }
    } catch {
      return [
        DoctorCheck(name: "dictionary", isGood: false, finding: "\(error)", repair: "drawbridge dictionary build")
      ]
    }
  }

  private func printText(_ check: DoctorCheck) {
    let mark = check.isGood ? Terminal.paint("ok", "32") : Terminal.paint("missing", "31")
    print("\(check.name): \(mark): \(VisibleText.of(check.finding))")
    if let repair = check.repair { print("    repair: \(repair)") }
  }

  private func printJSON(_ check: DoctorCheck) {
    var writer = JSONWriter()
    writer.object { out in
      out.member("check", check.name)
      out.member("ok", check.isGood)
      out.member("finding", check.finding)
      out.member("repair", check.repair)
    }
    print(writer.text)
  }

  /// A connection string without what follows `password=` or stands before the @ of a URI.
  private static func withoutPassword(_ conninfo: String) -> String {
    let words = conninfo.split(separator: " ").map { $0.hasPrefix("password=") ? "password=…" : String($0) }
    let text = words.joined(separator: " ")
    guard let at = text.lastIndex(of: "@"), let colon = text[..<at].lastIndex(of: ":"), text[..<colon].contains("//")
    else {
      return text
    }
    return text[..<colon] + ":…" + text[at...]
  }
}
