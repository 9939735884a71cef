"""Tags that Word has split: whatever stands between two letters of a tag, it is one tag."""
from kit import *

DATA = "ho_ten: Nguyễn Văn An\nds: [một, hai]\nco: true\n"
SPELL = '<w:proofErr w:type="spellStart"/>'
SPELL_END = '<w:proofErr w:type="spellEnd"/>'

case("tach-trong-dau-ngoac", "Word splits a tag inside its delimiters when it was typed in pieces.", [
    p("Ông ", runs("{", "{ ho_ten }", "}"), "."), p(runs("{", "{", " ho_ten ", "}", "}")), p(runs("{", "%"), " if co %}có", runs("{% end", "if %", "}"), " sau")], DATA)

case("tach-giua-ten", "A name is split where a letter was corrected later.", [p(runs("{{ ho", "_", "ten }}")), p(runs("{{ h", "o_te", "n | up", "per }}"))], DATA)

case("tach-tung-chu", "Each letter in a run of its own, as some converters write.", [
    p(letters("Ông {{ ho_ten }} ạ")), p(letters("{% for x in ds %}")), p(letters("{{ loop.index }}. {{ x }}")), p(letters("{% endfor %}")),
    tbl([3000, 3000], row(cell(p(letters("{% for x in ds %}{{ x }}"))), cell(p(letters("b{% endfor %}")))))], DATA)

case("tach-chinh-ta", "Marks of the spelling and grammar checker stand round the parts of a name it does not know.", [
    p(r("{{ "), SPELL, r("ho_ten"), SPELL_END, r(" }}"), r(" và "), '<w:proofErr w:type="gramStart"/>', r("{"), SPELL, r("{ho"), SPELL_END, r("_ten"), '<w:proofErr w:type="gramEnd"/>', r("}}")),
    p(r("{% for "), SPELL, r("x"), SPELL_END, r(" in ds %}")), p(r("{{x}}")), p(r("{% "), SPELL, r("endfor"), SPELL_END, r(" %}"))], DATA)

case("tach-dau-sach", "A bookmark begins or ends within a tag; it stays in the text, before or after the value.", [
    p(r("{{ ho"), '<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/>', r("_ten }}"), " sau"),
    p('<w:bookmarkStart w:id="2" w:name="Ten"/>', r("trước {{ ho_"), '<w:bookmarkEnd w:id="2"/>', r("ten }}")),
    p(r("{% if"), '<w:bookmarkStart w:id="3" w:name="Neu"/>', r(" co %}")), p(r("trong")), p(r("{% endif %}"), '<w:bookmarkEnd w:id="3"/>')], DATA)

case("tach-theo-doi", "Part of a tag was typed while changes were tracked, and part of it deleted: the tag is what is seen with all changes accepted.", [
    p(r("{{ ho"), ins(r("_ten"), 1), r(" }}")), p(r("{{ ho"), dele("_va", 2), r("_ten }}")), p(ins(r("{{ ho_te"), 3), ins(r("n }}"), 4)), p(r("{{ "), dele("ten_cu", 5), ins(r("ho_ten"), 6), r(" }}"))], DATA)

case("tach-dinh-dang", "Half of a tag is bold or coloured: the look where the tag begins wins.", [
    p(r("{{ ho", b=True), r("_ten }}"), r(" thường")), p(r("{{ ho"), r("_ten", i=True, color="FF0000"), r(" }} thường")), p(r("a {{ ho_ten", u=True), r(" }} b", sz=40))], DATA)

case("ngoac-cong", "Word turns straight quotes into curly ones while a tag is typed; inside a tag they are quotes again, outside they stay.", [
    p("“{{ ho_ten | replace(from=“Văn”, to=‘Thị’) }}” và ‘x’"), p("{% if ho_ten == “Nguyễn Văn An” %}đúng{% endif %}"), p("{{ khong | default(value=”trống”) }} {{ khong | default(value=„thấp”) }}")], DATA)

case("dau-cach-cung", "No-break and thin spaces, and zero-width characters, get into tags by pasting; they count as spaces or as nothing.", [
    p("{{\u00a0ho_ten\u00a0}} {{\u202fho_ten }} {{\u2009ho_ten }} {{ ho_ten\u200b }}{{\ufeff ho_ten }}"), p("{%\u00a0for\u00a0x\u00a0in\u00a0ds\u00a0%}{{\u00a0x }} {%\u00a0endfor %}"),
    p("{{ 'giữ\u00a0nguyên' }}")], DATA)

case("tach-xuong-dong-tab", "A tag broken over lines or holding tabs is still one tag: the break counts as a space.", [
    p(r("{{ ho_ten<w:br/>".replace("<w:br/>", "\n") + "| upper }}")), p("{{\tho_ten\t}}"), p(r("{% if"), r("<w:br/>"), r("co %}có{% endif %}")), p(r("{{ ho_ten"), r("<w:cr/>"), r("}}"))], DATA)

case("tach-cho-ngat-trang-cu", "Word notes where the last page ended in the middle of a tag, and rsids and empty runs everywhere.", [
    p(r("{{ ho"), r('<w:lastRenderedPageBreak/><w:t>_ten</w:t>'), r("<w:t></w:t>"), "<w:r/>", r("<w:t/>"), '<w:r w:rsidR="00AB12CD"><w:t xml:space="preserve"> }}</w:t></w:r>')], DATA)

case("tach-hai-w-t", "Two text elements in one run, and text with characters written as numbers or as CDATA.", [
    p(r("<w:t>{{ ho</w:t><w:t>_ten }}</w:t>")), p(r("<w:t>&#123;&#x7b; ho_ten &#125;}</w:t>")), p(r("<w:t><![CDATA[{{ ho_ten }} & <x>]]></w:t>")), p(r("<w:t>{{ ho<!-- ghi chú -->_ten }}</w:t>"))], DATA)

case("tach-gach-noi", "A hyphen that does not break, which Word writes as an element, and the dash that Word makes of one, count as the hyphen of a tag.", [
    p(r("a  {{"), r("<w:noBreakHyphen/>"), r(" ho_ten }}")), p("b  {{\u2011 ho_ten }}"), p("c  {%– if co %}có{% endif –%}  d")], DATA)

case("tach-gach-noi-mem", "A soft hyphen within a name is where Word may break the line, and no part of the name; it goes with the tag.", [p(r("{{ ho_"), r("<w:softHyphen/>"), r("ten }}"))], DATA)

case("tach-lien-ket", "A tag begins before a hyperlink that Word made of an address by itself, and ends inside or after it.", Docx(
    p("{{ 'x' ~ ", link("rIdL1", runs("ho_", "ten", style="Hyperlink")), " }} sau"), links=[("rIdL1", "https://vidu.gov.vn/")]), DATA)

case("tach-the-thong-minh", "Smart tags and content controls within a tag are wrappers: the tag is whole across them.", [
    p(r("{{ "), '<w:smartTag w:uri="urn:x" w:element="place">' + r("ho_ten") + "</w:smartTag>", r(" }}")), p(r("{{ "), sdt(r("ho_ten")), r(" }} sau"))], DATA,
    invalid="The validator's schema, that of new Word, has no smart tags.")

case("tach-chuyen-cho", "Text moved while changes were tracked is read where it was moved to.", [
    p('<w:moveFrom w:id="1" w:author="A" w:date="2020-01-02T00:00:00Z">' + r("{{ sai }} ") + "</w:moveFrom>", "giữa ",
      '<w:moveTo w:id="2" w:author="A" w:date="2020-01-02T00:00:00Z">' + r("{{ ho_") + "</w:moveTo>", r("ten }}"))], DATA)

case("tach-the-dieu-khien-co-dau", "A control tag alone in its paragraph is alone although bookmarks, spelling marks and empty runs stand beside it.", [
    p('<w:bookmarkStart w:id="1" w:name="A"/>', SPELL, r("{% for x in ds %}"), SPELL_END, r("<w:t></w:t>"), r(" ")), p("{{ x }}"), p(r(" "), r("{% endfor %}"), '<w:bookmarkEnd w:id="1"/>'), p("hết")], DATA)

case("tach-anh-giua-the", "A drawing anchored in the middle of a tag is kept, beside the value.", Docx(
    p(r("{{ ho"), picture("rIdAnh1", 2, alt="dấu"), r("_ten }} sau")), media={"a.png": png(4, 4)}), DATA)

case("tach-noi-nhieu-the", "One run ends a tag and begins the next.", [p(runs("{{ ho_", "ten }}{{ ho", "_ten }}{% if c", "o %}x{% en", "dif %}{{ h", "o_ten }}"))], DATA)

case("dau-ngoac-khong-phai-the", "Braces that are no tags stay as they are.", [p("{ho_ten} { { ho_ten } } % } {1} {a: 1} { % {"), p("{{ ho_ten }} } { {"), p("f(x) = {x | x > 0}")], DATA)
