// The query page: the editor, and the shipped queries to start from.
(() => {
  'use strict';
  const config = JSON.parse(document.getElementById('config').textContent);
  const endpoint = new URL('/sparql', location.href).href;
  const shipped = document.getElementById('shipped');
  const about = document.getElementById('about');
  const form = document.getElementById('parameters');

  const yasgui = new Yasgui(document.getElementById('editor'), {
    requestConfig: { endpoint, method: 'POST' },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [] },
    persistenceId: 'dangbo',
    populateFromUrl: false,
    yasqe: { value: `${config.prologue}\nSELECT ?person ?role ?organization WHERE {\n  ?tenure org:member/rdfs:label ?person ; org:role/rdfs:label ?role ; org:organization/skos:prefLabel ?organization .\n}\nLIMIT 20`, resizeable: true, createShareableLink: null },
    yasr: { prefixes: config.prefixes },
  });
  window.yasgui = yasgui;

  for (const query of config.queries) {
    const option = document.createElement('option');
    option.value = query.name;
    option.textContent = `${query.title_vi} · ${query.title_en}`;
    shipped.append(option);
  }

  function input(parameter) {
    const field = document.createElement(parameter.choices.length ? 'select' : 'input');
    field.name = parameter.name;
    if (parameter.choices.length) {
      for (const choice of ['', ...parameter.choices]) field.append(new Option(choice, choice));
    } else {
      field.type = parameter.kind === 'date' ? 'date' : 'search';
      field.placeholder = parameter.example;
    }
    const label = document.createElement('label');
    label.append(`${parameter.vi} · ${parameter.en} `, field);
    return label;
  }

  function chosen() { return config.queries.find((one) => one.name === shipped.value); }

  shipped.addEventListener('change', () => {
    const query = chosen();
    form.replaceChildren();
    about.textContent = '';
    if (!query) return;
    about.textContent = `${query.about_vi} · ${query.about_en}`;
    form.append(...query.parameters.map(input));
    if (query.parameters.length) {
      const button = document.createElement('button');
      button.textContent = 'Thu hẹp · Narrow';
      form.append(button);
    }
    show(query.sparql);
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const given = [...new FormData(form)].filter(([, value]) => value);
    const response = await fetch(`/api/queries/${shipped.value}/sparql?${new URLSearchParams(given)}`);
    const answer = await response.json();
    if (response.ok) show(answer.sparql);
    about.textContent = response.ok ? `${chosen().about_vi} · ${chosen().about_en}` : answer.error;
  });

  function show(sparql) {
    const tab = yasgui.getTab() ?? yasgui.addTab(true);
    tab.setQuery(sparql);
    tab.query().catch(() => {});  // the editor shows what went wrong
  }
})();
