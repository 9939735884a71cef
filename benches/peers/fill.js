// A Word template filled with an npm package: node fill.js <package> <template> <data.json> <out.docx | out dir>
// A data file with `giay_khen` gives one file per item, any other gives one file.
const fs = require('fs');
const path = require('path');

const engines = {
  carbone() {
    const { promisify } = require('util');
    const render = promisify(require('carbone').render);
    return (template, data) => render(path.resolve(template), data, {});
  },
  docxtemplater() {
    const [PizZip, Docxtemplater] = [require('pizzip'), require('docxtemplater')];
    return (template, data) => {
      // One instance renders once only.
      const one = new Docxtemplater(new PizZip(fs.readFileSync(template)), { paragraphLoop: true });
      one.render(data);
      return one.toBuffer();
    };
  },
  'easy-template-x'() {
    const { TemplateHandler } = require('easy-template-x');
    const handler = new TemplateHandler();
    return (template, data) => handler.process(fs.readFileSync(template), data);
  },
};

async function main() {
  const [name, template, dataFile, out] = process.argv.slice(2);
  const render = engines[name]();
  const data = JSON.parse(fs.readFileSync(dataFile, 'utf8'));
  if (!data.giay_khen) return fs.writeFileSync(out, await render(template, data));
  for (const one of data.giay_khen) {
    fs.writeFileSync(path.join(out, `${one.so_vao_so}.docx`), await render(template, one));
  }
}
main();
