/// Every word that descriptions are read by. A new marker is one more word in this table, and
/// nothing else. Words are in lower case; an English one that may be part of another ends in a
/// space.
enum ProseWords {
  // MARK: What introduces values

  /// A list follows, also in brackets: 枚举值 5, 10.
  static let lists = [
    "枚举值", "枚举", "枚举取值", "枚举类型", "枚举项", "可选值", "可选取值", "可选的值", "可选项",
    "可选枚举", "可选枚举值", "可取值", "可用值", "可用取值", "有效值", "有效取值", "允许值",
    "允许的值", "允许取值", "合法值", "合法取值", "候选值",
    "enum", "enums", "enum value", "enum values", "enumeration", "allowed value",
    "allowed values", "possible value", "possible values", "valid value", "valid values",
    "available value", "available values", "accepted values", "supported values",
    "permitted values", "allowed options", "available options", "one of", "must be one of",
  ]
  /// Two bounds follow, also in brackets: 取值范围：[0, 1].
  static let ranges = [
    "取值范围", "可选范围", "可取范围", "可选取值范围", "数值范围", "值范围", "范围", "取值区间",
    "有效范围", "允许范围", "value range", "valid range", "allowed range", "range",
  ]
  /// A list or two bounds follow; brackets may hold either.
  static let listsOrRanges = ["取值", "取值可以", "values"]
  /// A marker of a range that is also one of values: 取值范围：std、pro lists words.
  static let values = ["取值", "可选", "values"]
  /// What stands between a marker and what it introduces.
  static let connectors = [
    "分别为", "分别是", "包括", "包含", "如下", "为", "是", "有", "are", "is", "of", "=",
  ]

  // MARK: What bounds a number

  static let atLeast = [
    "大于等于", "大于或等于", "不小于", "不低于", "不少于", "不得少于", "不能少于", "不可少于",
    "不得小于", "不能小于", "至少", "最少", "最小值", "最小", "最短", "≥", "≧", ">=",
    "at least", "no less than", "not less than", "minimum", "min",
  ]
  static let moreThan = ["大于", "高于", "多于", ">", "greater than", "more than"]
  static let atMost = [
    "小于等于", "小于或等于", "少于等于", "不大于", "不高于", "不多于", "不超过", "不超",
    "不能超过", "不可超过", "不得超过", "不应超过", "不要超过", "不能大于", "不得大于", "不得多于",
    "不能多于", "至多", "最多", "最多支持", "最多可输入", "最多输入", "最大长度", "长度限制",
    "长度上限", "最大值", "最大", "最长", "上限", "≤", "≦", "<=",
    "at most", "no more than", "not exceed", "not more than", "up to", "maximum", "max",
  ]
  static let lessThan = ["小于", "低于", "少于", "<", "less than", "fewer than"]
  static let boundConnectors = [":", "：", "为", "是", "可达", "of "]
  /// Between two comparisons: ≥0，≤1.
  static let comparisonJoiners = ["，", ",", "、", "且", "并且", "和", "and "]
  static let and = ["且", "并且", "和"]
  static let spanSigns = ["——", "-", "~", "～", "—", "–", "到", "至", "to ", "..", "..."]
  static let boundCommas = [",", "，", "、", ";", "；"]
  static let infinities = ["+∞", "-∞", "∞", "+inf", "-inf", "inf"]
  /// What may stand behind two bounds and changes nothing.
  static let rangeTails = [
    "秒", "个", "张", "帧", "像素", "次", "之间", "秒之间", "的整数", "之间的整数", "的小数",
    "之间的小数", "的浮点数", "之间的浮点数", "的数字", "之间的数字", "之间的数", "的数", "的值",
    "之间的值", "以内", "整数", "（含）", "(含)", " seconds",
  ]
  /// Behind two bounds: values outside of them are allowed, or some inside are not.
  static let rangeJoiners = [
    "或", "和", "及", "以及", "与", "or ", "and ", "除外", "以外", "不含", "不包",
  ]
  static let rangeExceptions = ["或", "or ", "除外", "不含", "不包"]

  // MARK: What makes a length

  static let characters = ["characters", "character", "chars", "字符"]
  static let hanCharacters = ["汉字", "字"]
  /// With one of them 字 is part of another word: 字节 is a byte, 字段 a field.
  static let notCharacters = ["节", "段", "母", "体", "典"]
  static let lengthUnitsBefore = ["字符数", "字符数量", "字数", "字符长度", "字符个数"]
  static let within = ["以内", "之内", "以下"]
  static let lengthSpanSigns = ["-", "~", "～", "—", "–", "到", "至"]
  /// A length that is only advice, or of another measure than the whole text.
  static let lengthAdvice = [
    "建议", "推荐", "最好", "尽量", "每", "单个", "前", "中文", "英文", "汉字", "recommend",
    "should", "each", "per ",
  ]
  static let rangeAdvice = ["建议", "推荐", "recommend"]

  // MARK: What a list is made of

  static let listJoiners = ["或者", "或是", "或", "以及", "和", "及", "与"]
  static let englishListJoiners = ["or", "and"]
  static let bullets = ["- ", "* ", "• ", "· ", "•", "·"]
  static let openEnds = ["等", "…", "...", "etc"]
  /// What begins another statement, and so ends a list.
  static let listStops = [
    "其中", "默认", "缺省", "说明", "单位", "备注", "注意", "注:", "注：", "必填", "必需", "选填",
    "可选", "非必",
  ]
  static let englishListStops = ["defaults", "default"]

  // MARK: Bare statements

  static let required = [
    "必需", "必填", "必须", "必传", "必选", "必填项", "必传项", "必选项", "必填参数", "必需参数",
    "必传参数", "required",
  ]
  static let optional = [
    "可选", "选填", "非必填", "非必需", "非必须", "非必传", "可不填", "可选项", "可选参数",
    "optional",
  ]
  /// What a field is needed for: then it is not needed always.
  static let modes = ["图生", "文生", "模式下", "场景", "首尾帧", "其他", "其它"]
  static let defaults = ["默认值", "默认", "缺省值", "缺省", "default", "default value", "defaults"]
  static let defaultConnectors = [":", "：", "为", "是", "=", "to ", "is "]

  // MARK: Doubt

  /// What makes a statement true only sometimes.
  static let conditions = [
    "仅", "只在", "只有", "当", "若", "如果", "假如", "除非", "情况下", "场景下", "时，", "时,",
    "时：", "时:", "时必", "only ", "when ", "if ", "unless ", "except ", "depends ", "depending ",
  ]
  /// They hold 当 without being conditions.
  static let notConditions = ["适当", "相当", "恰当", "当前", "当中"]
  /// Directly before a marker, it turns the marker into a mention or into its opposite.
  static let denials = [
    "参考", "参见", "详见", "见", "例如", "比如", "譬如", "如", "不支持", "不支持的", "非", "不在",
    "不是", "不属于", "除", "除了", "其他", "其它", "旧", "not ", "non-", "see ", "e.g. ", "like ",
  ]
}
