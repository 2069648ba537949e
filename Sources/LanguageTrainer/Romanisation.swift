/// Words of other scripts as people type them on a Latin keyboard.
enum Romanisation {
  /// A Russian word in Latin letters, the way chats have it.
  static func russian(_ word: String) -> String {
    word.unicodeScalars.map { russianLetters[$0.value] ?? String($0) }.joined()
  }

  private static let russianLetters: [UInt32: String] = {
    let letters = Array("абвгдеёжзийклмнопрстуфхцчшщъыьэюя".unicodeScalars)
    let typed = "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch ' y ' e yu ya".split(separator: " ")
    return Dictionary(uniqueKeysWithValues: zip(letters, typed).map { ($0.value, $1 == "'" ? "" : String($1)) })
  }()

  /// A Hindi word in Latin letters; the vowel that is written with every consonant is dropped at the end of the word and
  /// between two spoken syllables.
  static func hindi(_ word: String) -> String {
    let scalars = Array(word.unicodeScalars.map(\.value))
    var syllables: [(consonant: String, vowel: String)] = []
    for scalar in scalars {
      if let consonant = hindiConsonants[scalar] {
        syllables.append((consonant, "a"))
      } else if let vowel = hindiVowels[scalar] {
        syllables.append(("", vowel))
      } else if let sign = hindiSigns[scalar], !syllables.isEmpty {
        syllables[syllables.count - 1].vowel = sign
      } else if scalar == 0x902 || scalar == 0x901, !syllables.isEmpty {
        syllables[syllables.count - 1].vowel += "n"
      } else if scalar == 0x93C {
        continue
      } else {
        return word
      }
    }
    let last = syllables.count - 1
    if last > 0 && syllables[last].vowel == "a" { syllables[last].vowel = "" }
    for place in stride(from: last - 1, to: 0, by: -1)
    where syllables[place].vowel == "a" && syllables[place].consonant != "" && syllables[place + 1].vowel != ""
      && syllables[place + 1].consonant != "" && syllables[place - 1].vowel != ""
    {
      syllables[place].vowel = ""
    }
    return syllables.map { $0.consonant + $0.vowel }.joined()
  }

  private static let hindiConsonants: [UInt32: String] = table(
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "k kh g gh n ch chh j jh n t th d dh n t th d dh n p f b bh m y r l v sh sh s h")
  private static let hindiVowels: [UInt32: String] = table("अआइईउऊऋएऐओऔऑ", "a aa i ee u oo ri e ai o au o")
  private static let hindiSigns: [UInt32: String] = {
    let signs: [UInt32] = [0x93E, 0x93F, 0x940, 0x941, 0x942, 0x943, 0x947, 0x948, 0x94B, 0x94C, 0x949, 0x94D]
    let typed = ["a", "i", "i", "u", "u", "ri", "e", "ai", "o", "au", "o", ""]
    return Dictionary(uniqueKeysWithValues: zip(signs, typed))
  }()

  private static func table(_ letters: String, _ typed: String) -> [UInt32: String] {
    Dictionary(
      uniqueKeysWithValues: zip(letters.unicodeScalars.map(\.value), typed.split(separator: " ").map(String.init)))
  }

  /// Everyday Hindi as it is typed, where rules do not get there.
  static let hindiEveryday = everyday(
    """
    hai hain nahi nahin kya kyu kyun kyon main mai mein me hum tum aap tera teri mera meri mere tere hamara kaise kaisa
    kaisi ho hoon hun tha thi the raha rahi rahe karo karna kar kiya kuch koi bhi toh to aur ki ka ke ko se par pe bahut
    bohot accha acha achha theek thik haan ji bhai behen yaar dost bhaiya didi ghar khana pani jao jana aao aana dekho dekh
    suno bolo bol baat abhi kal aaj kab kahan yahan wahan sab log apna apni apne matlab samajh pata chal chalo gaya gayi
    gaye wala wali wale pyaar dil zindagi paisa kaam sach jhooth bilkul shukriya dhanyavad namaste namaskar kripya jaldi
    phir fir lekin magar agar jab tab tak liye saath bina sirf bas kitna kitne kitni ek do teen chahiye sakta sakte sakti
    raat din subah shaam mujhe tujhe usko isko unko hame tumhe aapko woh wo ye yeh is us kisi kaun jaise waise itna utna
    """)

  /// Everyday Arabic as it is typed in Latin letters.
  static let arabicEveryday = everyday(
    """
    ana enta enti inta inti howa hiya ehna ento homma salam salaam alaikum assalamu wa alaykum marhaba ahlan sahlan sabah
    el kheir alkhair masa nour shukran shokran afwan min fadlak fadlik law samaht yalla habibi habibti hayati albi rohi
    inshallah insha allah mashallah masha alhamdulillah hamdulillah wallah wallahi bismillah subhan astaghfirullah
    akhi ukhti sadiqi sahbi khalas khalass mafi fi mish mesh mosh mush laa aywa aiwa naam shu shou eish aysh leish leh
    lesh keef kifak kifik keefak izayak ezayak ezzayak izayik wein wain feen fen meen emta imta kam kteer ktir katir awi
    gedan jiddan shwaya shway bokra bukra embareh mbareh elyoum alyoum hala2 halla dilwa2ti delwa2ty hena hina hon honik
    henak kida keda heik hek bas lakin aw ya3ni yaani yani tayeb tayyib tamam zain zein kwayes kwayyes mnih mabsout
    za3lan t3ban taaban baddi badi biddi 3ayz ayez 3ayza ayza awez raye7 rayeh rayih jay gai geet roht ro7t shoft sheft
    a3raf aaraf 3aref aref ma3lish maalesh maaleesh mabrouk mabruk kol kul sana wenta tayeb bahebak bahebek bahibbak
    ahebak uhibbuka uhibbuki wahashtini wahashteni ishta2tilak il al beit bait balad umm abb akhoy okhty walad bint
    shabab nas naas rajul sayara madrasa shughl shoghl flous fulus akl mayya mai ahwa shai
    """)

  private static func everyday(_ words: String) -> [(String, Double)] {
    let words = words.split { $0 == " " || $0 == "\n" }.map(String.init)
    return words.map { ($0.filter { !$0.isNumber }, 0.5 / Double(words.count)) }
  }
}

/// Everyday Marathi, which no list with frequencies holds.
enum MarathiWords {
  static let everyday: [(String, Double)] = {
    let words = """
      आणि आहे आहेत या हे ते तो ती मी तू आम्ही तुम्ही आपण त्या च्या चा ची चे ला ना नाही नाहीत होते होता होती होतो पण किंवा की म्हणून असे असा अशी अशा काही
      काय कोण कुठे का कसे कसा कशी कधी मला तुला त्याला तिला त्यांना माझा माझी माझे तुझा तुझी तुझे त्याचा त्याची त्याचे त्याच्या तिचा तिची तिच्या
      त्यांच्या आमचा आमच्या आपल्या आपला आपली हा ही हो खूप फार आता आज उद्या काल येथे तेथे इथे तिथे मध्ये वर खाली साठी पासून पर्यंत बरोबर केला केली केले
      करतो करते करतात करू करणे करून करण्यात करण्यासाठी झाला झाली झाले जातो जाते जाऊ गेला गेली गेले येतो येते आला आली आले आलो म्हणाला म्हणतो सांग
      सांगितले पाहिजे शकतो शकते शकत असतो असते असतात असलेल्या असून एक दोन तीन चार सर्व सगळे सगळ्या दिवस वेळ माणूस लोक लोकांना मुलगा मुलगी मुले घर घरी
      काम पाणी जेवण शाळा पुस्तक गाव देश जग मोठा मोठी लहान चांगला चांगली चांगले वाईट नवीन जुना सुंदर माहित माहिती धन्यवाद नमस्कार कृपया टॉम टॉमला
      हवे हवी हवा दे देतो देते घे घेतला बघ बघा बघतो जर तर तेव्हा जेव्हा कारण नंतर आधी पुन्हा फक्त सुद्धा देखील इतका किती त्यामुळे यांनी त्यांनी
      त्याने तिने मीच तुम्हाला आम्हाला आपल्याला यांच्या यांना जास्त कमी लवकर उशीर आवडते आवडतो आवडत
      """.split { $0 == " " || $0 == "\n" }.map(String.init)
    return words.map { ($0, 0.7 / Double(words.count)) }
  }()
}
