internal import Text

/// Reads the optional members of a post; what has the wrong type counts as missing and is named in `warnings`.
struct MemberReader {
  /// Past this many warnings a post's oddities are no longer listed one by one.
  private static let mostWarnings = 20

  private(set) var warnings: [String] = []

  /// Reads `member` where its name is known; false where it is not.
  mutating func read(_ member: JSON.Member, into post: inout Post) -> Bool {
    let value = member.value
    switch member.name {
    case "op": post.operation = choice(value, "op", among: Post.Operation.allCases) ?? post.operation
    case "revision": post.revision = revision(value)
    case "title": post.title = string(value, "title")
    case "source": post.source = source(value) ?? post.source
    case "kind": post.kind = choice(value, "kind", among: Post.Kind.allCases) ?? post.kind
    case "visibility": post.visibility = choice(value, "visibility", among: Post.Visibility.allCases) ?? post.visibility
    case "lang": post.declaredLanguage = string(value, "lang")
    case "created_at": post.createdAt = time(value, "created_at")
    case "author": post.author = author(value)
    case "channel": post.channel = channel(value)
    case "reply_to": post.replyTo = reply(value)
    case "links": post.links = strings(value, "links") ?? []
    case "attachments": post.attachments = attachments(value)
    case "reports": post.reports = count(value, "reports")
    default: return false
    }
    return true
  }

  mutating func warn(_ text: String) {
    if warnings.count < Self.mostWarnings {
      warnings.append(text)
    } else if warnings.count == Self.mostWarnings {
      warnings.append("and more")
    }
  }

  // MARK: Objects

  private mutating func author(_ value: JSON) -> Post.Author? {
    var author = Post.Author()
    let isObject = members(value, "author") { reader, member in
      switch member.name {
      case "id": author.id = reader.identifier(member.value, "author.id")
      case "name": author.name = reader.string(member.value, "author.name")
      case "created_at": author.createdAt = reader.time(member.value, "author.created_at")
      case "age": author.age = reader.duration(member.value, "author.age")
      case "approved_posts": author.approvedPosts = reader.count(member.value, "author.approved_posts")
      case "removed_posts": author.removedPosts = reader.count(member.value, "author.removed_posts")
      case "langs": author.languages = reader.strings(member.value, "author.langs")
      default: return false
      }
      return true
    }
    return isObject ? author : nil
  }

  private mutating func channel(_ value: JSON) -> Post.Channel? {
    var channel = Post.Channel()
    let isObject = members(value, "channel") { reader, member in
      switch member.name {
      case "id": channel.id = reader.identifier(member.value, "channel.id")
      case "langs": channel.languages = reader.strings(member.value, "channel.langs")
      default: return false
      }
      return true
    }
    return isObject ? channel : nil
  }

  private mutating func reply(_ value: JSON) -> Post.Reply? {
    var reply = Post.Reply()
    let isObject = members(value, "reply_to") { reader, member in
      switch member.name {
      case "id": reply.id = reader.identifier(member.value, "reply_to.id")
      case "author": reply.author = reader.identifier(member.value, "reply_to.author")
      case "text": reply.text = reader.string(member.value, "reply_to.text")
      default: return false
      }
      return true
    }
    return isObject ? reply : nil
  }

  private mutating func members(
    _ value: JSON, _ path: String, _ each: (inout MemberReader, JSON.Member) -> Bool
  ) -> Bool {
    guard case .object(let members) = value else {
      mismatch(value, path, "an object")
      return false
    }
    for member in members where !each(&self, member) {
      warn(UnknownMember.warning("\(path).\(member.name.prefix(60))"))
    }
    return true
  }

  // MARK: Values

  private mutating func string(_ value: JSON, _ path: String) -> String? {
    if let string = value.string { return string }
    return mismatch(value, path, "a string")
  }

  private mutating func source(_ value: JSON) -> String? {
    guard let name = string(value, "source") else { return nil }
    if !name.isEmpty && name.utf8.count <= PostReader.longestID { return name }
    warn("`source` is empty or over \(PostReader.longestID) bytes: `default` is used")
    return nil
  }

  /// An id inside a post: a string, or a whole number as its digits.
  private mutating func identifier(_ value: JSON, _ path: String) -> String? {
    if let string = value.string { return string }
    if case .number(let digits) = value, !digits.contains(where: { ".eE".contains($0) }) { return digits }
    return mismatch(value, path, "a string or an integer")
  }

  private mutating func strings(_ value: JSON, _ path: String) -> [String]? {
    guard let array = value.array else { return mismatch(value, path, "an array of strings") }
    let strings = array.compactMap(\.string)
    if strings.count < array.count { warn("`\(path)` holds something that is not a string; it was left out") }
    return strings
  }

  private mutating func attachments(_ value: JSON) -> [JSON] {
    if let array = value.array { return array }
    mismatch(value, "attachments", "an array")
    return []
  }

  private mutating func count(_ value: JSON, _ path: String) -> Int? {
    if let count = value.integer, count >= 0 { return count }
    return mismatch(value, path, "a whole number, zero or more")
  }

  private mutating func duration(_ value: JSON, _ path: String) -> Seconds? {
    let range = ClosedRange<Seconds>.age
    if let number = value.double {
      return Seconds(number, in: range) ?? outOfRange(path, range.shown)
    }
    guard let text = value.string else { return mismatch(value, path, "seconds, or a duration such as \"2h\"") }
    do throws(Seconds.Fault) {
      return try Seconds.read(text, in: range)
    } catch {
      return error == .outOfRange
        ? outOfRange(path, range.shown) : mismatch(value, path, "seconds, or a duration such as \"2h\"")
    }
  }

  private mutating func time(_ value: JSON, _ path: String) -> Timestamp? {
    if let text = value.string, let time = Timestamp(text) { return time }
    return mismatch(value, path, "a time of RFC 3339 in the years 1 to 9999")
  }

  private mutating func revision(_ value: JSON) -> Revision? {
    if let number = value.integer {
      let order = Int64(number)
      return Revision.orders.contains(order)
        ? Revision(order: order, json: value)
        : outOfRange("revision", "from \(Revision.orders.lowerBound) to \(Revision.orders.upperBound)")
    }
    if let text = value.string, let time = Timestamp(text) { return Revision(order: time.microseconds, json: value) }
    return mismatch(value, "revision", "an integer that fits 64 bits, or a time of RFC 3339")
  }

  private mutating func outOfRange<T>(_ path: String, _ range: String) -> T? {
    warn("`\(path)` goes \(range), and this is outside: it counts as missing")
    return nil
  }

  private mutating func choice<Choice: RawRepresentable<String>>(
    _ value: JSON, _ path: String, among choices: [Choice]
  ) -> Choice? {
    if let text = value.string, let choice = choices.first(where: { $0.rawValue == text }) { return choice }
    return mismatch(value, path, "one of " + choices.map(\.rawValue).joined(separator: ", "))
  }

  @discardableResult
  private mutating func mismatch<T>(_ value: JSON, _ path: String, _ wanted: String) -> T? {
    warn("`\(path)` is \(value.kind), not \(wanted): it counts as missing")
    return nil
  }

  private mutating func mismatch(_ value: JSON, _ path: String, _ wanted: String) {
    warn("`\(path)` is \(value.kind), not \(wanted): it counts as missing")
  }
}
