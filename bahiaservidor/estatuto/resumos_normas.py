"""What other norms ask of the registry, in our own words."""

from __future__ import annotations

from typing import Final

DE_OUTRAS_NORMAS: Final[dict[str, str]] = {
    "CF, art. 5º, inciso LV": "Quem responde a processo, também na Administração, tem direito ao contraditório e "
    "à ampla defesa.",
    "CF, art. 37, inciso XVI": "Só se acumulam cargos nas hipóteses da Constituição e com horários compatíveis.",
    "CF, art. 40, § 1º, inciso II": "Manda aposentar quem chega à idade limite; até a lei complementar de 2015, eram "
    "os 70 anos.",
    "CF, art. 40, § 9º": "O tempo de contribuição a qualquer ente conta para a aposentadoria, e o de serviço para a "
    "disponibilidade.",
    "CF, art. 41": "Três anos de efetivo exercício e avaliação especial dão a estabilidade; desde a reforma de 1998.",
    "CF, art. 201, § 9º": "O tempo de contribuição ao regime geral e ao dos servidores soma-se, e os regimes se "
    "compensam.",
    "ADCT, art. 19": "Quem, sem concurso, já servia havia cinco anos quando a Constituição foi promulgada ficou "
    "estável.",
    "EC 19/1998": "A reforma de 1998 passou a estabilidade, e com ela o estágio, de dois para três anos.",
    "EC 103/2019": "A reforma de 2019 trocou a aposentadoria por invalidez pela de incapacidade permanente.",
    "Súmula 21 do STF": "Ninguém é exonerado em estágio probatório sem procedimento que apure a sua capacidade.",
    "LC 152/2015": "O servidor se aposenta compulsoriamente aos 75 anos (aos 70, se completados até 03/12/2015).",
    "LC 152/2015, art. 2º": "O servidor se aposenta compulsoriamente aos 75 anos (aos 70, se completados até "
    "03/12/2015).",
    "LRF": "Põe limites à despesa com pessoal de cada Poder, medidos por quadrimestre sobre a receita corrente "
    "líquida.",
    "LRF, art. 20, inciso II, alínea c": "O Executivo estadual gasta com pessoal até 49 % da receita corrente líquida.",
    "LRF, art. 21": "Nos 180 dias finais do mandato não se pratica ato que aumente a despesa com pessoal.",
    "LRF, art. 22, parágrafo único": "Passados 95 % do limite, ficam proibidos os atos que aumentam a despesa com "
    "pessoal.",
    "LRF, art. 22, parágrafo único, inciso IV": "Acima do limite prudencial só se provê cargo vago por aposentadoria "
    "ou morte em educação, saúde e segurança.",
    "LRF, arts. 54 e 55": "O relatório de gestão fiscal sai ao fim de cada quadrimestre e traz a despesa com pessoal.",
    "Lei 8.213/1991, art. 96": "Na contagem recíproca o mesmo tempo não se usa duas vezes, nem se conta em dobro o de "
    "atividades ao mesmo tempo.",
    "Lei 9.504/1997, art. 73, inciso V": "Em período eleitoral há restrições a nomear e exonerar, com exceções.",
    "Lei 13.182/2014": "Nos concursos do Estado, 30 % das vagas ficam reservadas a candidatos negros, a partir de "
    "três.",
    "Decreto 15.353/2014": "Diz como se aplica, nos concursos do Estado, a reserva de vagas a candidatos negros.",
    "Decreto 7.899/2001": "Regulamenta a avaliação do estágio probatório: calendário, comissão, reconsideração e "
    "recurso.",
    "Decreto 7.899/2001, art. 2º": "O estágio probatório é avaliado a cada seis meses de exercício.",
    "IN SAEB 002/2001": "Traz os formulários, a escala e a nota mínima da avaliação do estágio; o texto ainda não foi "
    "consultado.",
    "Lei 12.209/2011": "Rege o processo administrativo do Estado, com regra própria para prazos em meses e anos.",
    "Lei 810/1949": "Define o ano e o mês civis, de data a data.",
    "Código Civil, art. 132, § 3º": "Prazos em meses e anos terminam no dia de igual número ou, se ele não existe, no "
    "dia seguinte.",
}

A_CONFERIR: Final = frozenset(
    {
        "EC 19/1998", "EC 103/2019", "LC 152/2015", "LC 152/2015, art. 2º", "LRF, art. 20, inciso II, alínea c",
        "LRF, art. 21", "LRF, arts. 54 e 55", "LRF, art. 22, parágrafo único, inciso IV",
        "Lei 9.504/1997, art. 73, inciso V",
        "Lei 13.182/2014", "Decreto 15.353/2014", "Decreto 7.899/2001", "IN SAEB 002/2001", "Lei 12.209/2011",
        "CF, art. 5º, inciso LV", "CF, art. 41", "CF, art. 40, § 9º",
        "CF, art. 201, § 9º", "Lei 8.213/1991, art. 96",
    }
)  # fmt: skip
"""Norms that nobody has read, or of which a date or a number was not checked: the program says so."""
