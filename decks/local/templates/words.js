// All that the scripts say, in the language of the page.
const WORDS = JSON.parse(document.getElementById("words").textContent);

export const say = (name, figures = {}) => WORDS[name].replace(/\{(\w+)\}/g, (_, key) => figures[key]);
