/// Which characters Chinese names are made of, and numbers.
enum ChineseNames {
  /// How a stretch that no dictionary has can be one word all the same.
  enum Kind: Int32, Sendable { case number = -2, foreign = -3, person = -4 }

  /// Those that are seldom words: 曾, 单, 高 and the like would find names everywhere.
  private static let singleSurnames =
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫朱胡郭林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭萧蕭蔡潘袁董余苏蘇魏吕呂丁沈姚卢盧姜崔钟鍾谭譚陆陸汪范廖贾賈韦韋傅邹鄒孟熊秦邱尹薛闫閻侯陶黎贺賀顾顧郝龚龔邵钱錢覃戴莫汤湯葛邢倪聂聶翟詹欧歐焦俞甘祝阮柯纪紀梅童凌毕畢裴霍涂翁冉骆駱鲍鮑蒲屈饶饒缪繆娄婁窦竇戚岑卜晏瞿佟臧闵閔苟邬鄔栾欒隋刁巫寇郎甄虞敖巩鞏佘迟遲邝鄺"
  private static let doubleSurnames: Set<[UInt32]> = Set(
    ["欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "皇甫", "尉迟", "尉遲", "令狐", "司徒", "慕容", "端木", "夏侯", "东方", "東方"].map {
      $0.unicodeScalars.map(\.value)
    })
  private static let transliterating =
    "阿埃艾爱愛安昂奥奧巴白班邦保堡鲍鮑贝貝本比彼毕畢别波伯勃博布查差茨达達戴丹当當道德登邓鄧迪第蒂丁东都杜顿頓多厄恩尔爾法凡菲费費芬丰夫弗福盖蓋甘冈岡高戈哥格葛古瓜哈海汉漢豪赫黑亨洪胡华華霍基吉加嘉贾賈杰金卡凯凱坎康考柯科可克肯孔库庫夸拉莱萊兰蘭朗劳勞勒雷蕾里理力利丽麗莉连廉良列林琳留龙隆卢盧鲁魯路露伦倫罗羅洛马瑪玛麦麥曼芒毛梅门門蒙米密明摩莫默姆木穆纳納娜奈南内尼年涅宁寧纽紐努诺諾欧歐帕潘庞培佩彭皮平泼普齐齊奇恰钱乔喬切琼瓊泉让瑞若萨薩塞赛賽桑瑟森沙山尚绍舍申圣聖施史斯丝絲思松苏蘇索塔台泰坦汤湯唐陶特滕提田铁汀廷图圖土托瓦万萬汪威维維韦韋魏温溫文翁沃乌烏武西希锡席夏香肖谢辛欣休许雪逊遜雅亚亞扬扬杨耶叶伊英雍尤于约約泽澤扎詹张珍真芝朱兹茲佐"
  private static let numerals = "〇零一二三四五六七八九十百千万萬亿億两兩"

  /// What a character can be part of.
  private struct Role: OptionSet {
    let rawValue: UInt8

    static let numeral = Role(rawValue: 1)
    static let transliterating = Role(rawValue: 2)
    static let surname = Role(rawValue: 4)
    static let doubleSurname = Role(rawValue: 8)
  }

  /// The roles of U+4E00…U+9FFF, one byte each: a set of scalars would be asked four times a character.
  private static let roles: [Role] = {
    var roles = [Role](repeating: [], count: 0x5200)
    func add(_ scalars: some Sequence<UInt32>, _ role: Role) {
      for scalar in scalars where (0x4E00...0x9FFF).contains(scalar) { roles[Int(scalar) - 0x4E00].insert(role) }
    }
    add(numerals.unicodeScalars.lazy.map(\.value), .numeral)
    add(transliterating.unicodeScalars.lazy.map(\.value), .transliterating)
    add(singleSurnames.unicodeScalars.lazy.map(\.value), .surname)
    add(doubleSurnames.lazy.compactMap(\.first), .doubleSurname)
    return roles
  }()

  private static func roles(_ scalar: UInt32) -> Role {
    if (0x4E00...0x9FFF).contains(scalar) { return roles[Int(scalar) - 0x4E00] }
    return scalar == 0x3007 ? .numeral : []
  }

  /// Calls `offer` with each stretch from `start` on that can be a number or a name, and its cost: minus the natural logarithm
  /// of a probability, as words have it. `cost` gives the cost of the characters of a range as a word, infinite for none.
  ///
  /// The costs are near those of the measured prototype.
  static func candidates(
    _ text: [UInt32], from start: Int, cost: (Range<Int>) -> Float, _ offer: (_ end: Int, Kind, Float) -> Void
  ) {
    let first = roles(text[start])
    if first.isEmpty { return }
    func run(_ role: Role, _ longest: Int) -> Int {
      var end = start
      while end < text.count && end - start < longest && roles(text[end]).contains(role) { end += 1 }
      return end
    }
    let number = run(.numeral, 16)
    if number - start >= 2 && !(start > 0 && roles(text[start - 1]).contains(.numeral)) {
      offer(number, .number, 9 + Float(number - start))
    }
    let foreign = run(.transliterating, 10)
    if foreign - start >= 3 {
      for end in start + 3...foreign { offer(end, .foreign, 9 + 4.2 * Float(end - start)) }
    }
    person(text, start, first, cost, offer)
  }

  private static func person(
    _ text: [UInt32], _ start: Int, _ first: Role, _ cost: (Range<Int>) -> Float, _ offer: (Int, Kind, Float) -> Void
  ) {
    func isHan(_ place: Int) -> Bool { place < text.count && (0x4E00...0x9FFF).contains(text[place]) }
    if first.contains(.doubleSurname), isHan(start + 2), doubleSurnames.contains(Array(text[start..<start + 2])) {
      offer(start + 3, .person, 24)
      if isHan(start + 3) { offer(start + 4, .person, 27) }
    }
    guard first.contains(.surname), isHan(start + 1) else { return }
    // A rare character behind a surname is a name of one; two that are no word with each other or with the surname, of two.
    if cost(start + 1..<start + 2) > 9.5 { offer(start + 2, .person, 23) }
    guard isHan(start + 2), cost(start + 1..<start + 3) > 13, cost(start..<start + 2) > 13 else { return }
    offer(start + 3, .person, 27)
  }

  /// The value of a number in Chinese numerals, as digits; nil where it is none.
  static func value(_ text: [UInt32]) -> String? {
    let digits: [UInt32: Int] = [
      0x3007: 0, 0x96F6: 0, 0x4E00: 1, 0x4E8C: 2, 0x4E09: 3, 0x56DB: 4, 0x4E94: 5, 0x516D: 6, 0x4E03: 7, 0x516B: 8,
      0x4E5D: 9, 0x4E24: 2, 0x5169: 2,
    ]
    let units: [UInt32: Int] = [0x5341: 10, 0x767E: 100, 0x5343: 1000]
    let groups: [UInt32: Int] = [0x4E07: 10_000, 0x842C: 10_000, 0x4EBF: 100_000_000, 0x5104: 100_000_000]
    if text.allSatisfy({ digits[$0] != nil }) { return text.compactMap { digits[$0].map(String.init) }.joined() }
    var (total, group, digit) = (0, 0, 0)
    // What a last digit counts: 一万五 is 15,000, 一万零五 is 10,005.
    var step = 1
    for scalar in text {
      if let value = digits[scalar] {
        // 三五百 and 一两万 are no one number.
        guard digit == 0 else { return nil }
        digit = value
        if value == 0 { step = 1 }
      } else if let unit = units[scalar] {
        guard group < 1 << 20 else { return nil }
        group += max(digit, 1) * unit
        (digit, step) = (0, unit / 10)
      } else if let unit = groups[scalar] {
        // 万亿 multiplies what stands before it as a whole.
        let before = unit > 10_000 ? total + group + digit : group + digit
        let (product, isTooLarge) = max(before, 1).multipliedReportingOverflow(by: unit)
        guard !isTooLarge, product < 1 << 60, total < 1 << 60 else { return nil }
        total = unit > 10_000 ? product : total + product
        (group, digit, step) = (0, 0, unit / 10)
      } else {
        return nil
      }
    }
    return String(total + group + digit * step)
  }
}
