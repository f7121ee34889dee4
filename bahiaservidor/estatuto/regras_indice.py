"""The rules that the registry enforces, by id: each in one line of our own, with the provisions it rests on.

Requirements carry these ids (``Requisito.regra``); the Estatuto screen shows them; the tests hold them together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from .citacoes import resolver
from .tipos import TipoPrazo


@dataclass(frozen=True, slots=True, kw_only=True)
class Regra:
    """A rule: its id, one line of description, its citations, and whether something in it awaits confirmation."""

    id: str
    assunto: str
    descricao: str
    citacoes: tuple[str, ...]
    a_confirmar: bool = False


_ASSUNTOS: Final = {
    "0": "Recusa e registro", "C": "Contagem de prazos", "N": "Cargo, concurso e nomeação", "P": "Posse",
    "E": "Exercício", "S": "Estágio probatório e estabilidade", "R": "Reversão",
    "D": "Disponibilidade e aproveitamento", "I": "Reintegração", "K": "Recondução",
    "V": "Readaptação, vacância, movimentação e licenças",
}  # fmt: skip


def _r(id_: str, descricao: str, *citacoes: str, conf: bool = False) -> Regra:
    return Regra(id=id_, assunto=_ASSUNTOS[id_[0]], descricao=descricao, citacoes=citacoes, a_confirmar=conf)


_REGRAS: Final = (
    _r("0", "Recusa o ato que a lei não admite; o que já aconteceu entra com ressalva e fica à vista.", "art. 22"),
    _r("C1", "Dias corridos, sem o primeiro e com o último; se o fim cai em dia sem expediente, vai ao dia útil "
       "seguinte.", "art. 259", conf=True),
    _r("C2", "Dia útil é o de segunda a sexta sem feriado nem suspensão do expediente na unidade.", "art. 259"),
    _r("C3", "De um fato conta-se o dia dele mais o número de dias, com uma só leitura.", "art. 259"),
    _r("C4", "Da publicação há duas leituras, sempre calculadas; o último dia é o da mais longa.",
       "art. 19", "art. 34", "art. 259, §§ 1º e 2º", conf=True),
    _r("C5", "Nenhuma consequência é automática: o programa propõe o ato depois do último dia possível.",
       "art. 19, § 2º", "art. 21, § 3º"),
    _r("C6", "Meses e anos vão de data a data; faltando o dia, vale o seguinte ou, na outra leitura, o último do mês.",
       "Código Civil, art. 132, § 3º", "Lei 810/1949"),
    _r("C7", "Durações e marcos não passam ao dia útil seguinte; só os prazos para praticar ato.", "art. 259"),
    _r("C8", "A antecedência mínima recua até o dia útil anterior.", "art. 27, parágrafo único", "art. 259"),
    _r("C9", "O prazo prorrogado é um só, de 60 dias; o último dia considera também o fim do primeiro.", "art. 19"),
    _r("C10", "Na certidão os dias entre duas datas contam as duas pontas.", "art. 22"),
    _r("C11", "Quem nasceu em 29/02 completa a idade em 01/03 nos anos comuns.", "LC 152/2015, art. 2º"),
    _r("C12", "Cada número da lei vale desde um dia; o caso usa o que estava em vigor na sua data.",
       "EC 19/1998", "LC 152/2015, art. 2º", "art. 36", "art. 111", conf=True),
    _r("C13", "Republicar com mudança de pessoa, cargo ou quadro recomeça os prazos; a correção formal, não.",
       "art. 19", "art. 34"),
    _r("N1", "Não se provê além dos postos que existem, nem cargo extinto.", "art. 3º", "art. 4º", "art. 5º",
       "art. 6º", "art. 11"),
    _r("N2", "Provê-se por nomeação, reversão, aproveitamento, reintegração ou recondução; readaptação e promoção não "
       "são provimento.", "art. 10"),
    _r("N3", "O caráter da nomeação é o do cargo; para chefia, de preferência um permanente.",
       "art. 11", "art. 11, parágrafo único"),
    _r("N4", "Cargo permanente pede concurso válido na publicação e respeito à ordem da lista.", "art. 12", "art. 14"),
    _r("N5", "Na posse conferem-se nacionalidade, direitos políticos, quitações, escolaridade, 18 anos e saúde.",
       "art. 8º", conf=True),
    _r("N6", "Reserva de postos a pessoas com deficiência e de vagas a candidatos negros.",
       "art. 8º, § 2º", "Lei 13.182/2014", "Decreto 15.353/2014", conf=True),
    _r("N7", "Acima do limite prudencial só se nomeia com ressalva ou na exceção registrada.",
       "LRF, art. 22, parágrafo único, inciso IV", conf=True),
    _r("N8", "O desempate por tempo de serviço ao Estado é avisado, não aplicado; autorização e órgão do concurso são "
       "anotados.", "art. 13", "art. 13, parágrafo único", "art. 15", conf=True),
    _r("N9", "O permanente nomeado para cargo temporário guarda os dois vínculos; não é acumulação.",
       "art. 118, inciso II"),
    _r("N10", "Em período eleitoral e no fim do mandato a nomeação é avisada, com as exceções.",
       "Lei 9.504/1997, art. 73, inciso V", "LRF, art. 21", conf=True),
    _r("N11", "Quem pratica o ato estava no cargo, ou tinha delegação, na data dele.", "art. 9º", "art. 18"),
    _r("P1", "A posse é em até 30 dias da publicação, nunca antes dela.", "art. 19"),
    _r("P2", "Prorroga-se uma vez, por mais 30 dias, a pedido feito dentro do prazo.", "art. 19"),
    _r("P3", "Para o servidor impedido no dia da publicação o prazo conta do fim do impedimento.", "art. 19, § 1º"),
    _r("P4", "Sem posse até o último dia, propõe-se tornar sem efeito; depois dele a posse é recusada.",
       "art. 19, § 2º"),
    _r("P5", "A posse pode ser por procuração específica; o exercício, nunca.", "art. 19, § 3º"),
    _r("P6", "Declarações de bens e de acumulação são obrigatórias em qualquer posse.", "art. 19, § 4º"),
    _r("P7", "Sem laudo oficial que declare a pessoa apta não há posse.", "art. 20"),
    _r("P8", "O termo diz a autoridade que dá posse e o inciso que a autoriza.", "art. 18"),
    _r("P9", "O termo é assinado pelos dois, com a aceitação expressa dos deveres.", "art. 16, parágrafo único"),
    _r("P10", "A conferência dos requisitos fica guardada, com quem conferiu e quando.", "art. 17"),
    _r("P11", "Recusa-se a posse a quem declara outro cargo que não se acumula e do qual não saiu.",
       "CF, art. 37, inciso XVI"),
    _r("E1", "O exercício é em até 30 dias da posse ou, onde não há posse, da publicação; sem prorrogação.",
       "art. 21", "art. 21, § 1º"),
    _r("E2", "Havendo impedimento, o prazo do exercício conta do seu último dia.", "art. 21, § 2º"),
    _r("E3", "Passado o último dia sem exercício, propõe-se a exoneração de ofício.", "art. 21, § 3º", "art. 47"),
    _r("E4", "Exercício depois do último dia só entra com ressalva, como cumprido fora do prazo.", "art. 21, § 3º"),
    _r("E5", "Reintegrado ou reconduzido que não comparece: nada se propõe, ouve-se a PGE.",
       "art. 21, § 3º", "art. 29", "art. 41", "art. 42"),
    _r("E6", "Início, suspensão, interrupção e reinício do exercício são atos, e na entrada se entregam os documentos.",
       "art. 21, § 4º", "art. 22", "art. 22, parágrafo único"),
    _r("E7", "Mandado servir em outra localidade, o servidor se apresenta em 30 dias.", "art. 23", conf=True),
    _r("E8", "Missão e estudo no exterior têm limite, intervalo e permanência; a substituição pede os requisitos do "
       "cargo.", "art. 26", "art. 26, §§ 4º e 5º"),
    _r("S1", "O estágio dura o tempo da data do exercício, em cargo permanente, e avalia cinco fatores.",
       "art. 27", "EC 19/1998"),
    _r("S2", "Avalia-se a cada seis meses; cabem reconsideração e recurso.", "Decreto 7.899/2001, art. 2º", conf=True),
    _r("S3", "A submissão à homologação é quatro meses antes do fim; sem ela não se homologa.",
       "art. 27, parágrafo único"),
    _r("S4", "É estável quem soma o efetivo exercício e tem homologação de aprovado.", "art. 28", "CF, art. 41"),
    _r("S5", "Dois contadores: o efetivo exercício e o período avaliado, ausência por ausência.",
       "art. 118", "art. 101", "art. 102", "art. 111"),
    _r("S6", "Em estágio não há promoção; fora do efetivo exercício, só por antiguidade ou em mandato.", "art. 30",
       "art. 31", "art. 32", "art. 33"),
    _r("S7", "Só se reprova depois das avaliações devidas e das decisões do chefe e da comissão.",
       "art. 27", "art. 29", "Súmula 21 do STF"),
    _r("R1", "Só reverte o aposentado por invalidez, com laudo da junta oficial.", "art. 34", "EC 103/2019"),
    _r("R2", "Reverte-se ao mesmo cargo ou ao que veio dele; sem posto livre, em disponibilidade.", "art. 35"),
    _r("R3", "Sem exercício em 30 dias da publicação, propõe-se cassar a aposentadoria.", "art. 34, parágrafo único"),
    _r("R4", "Recusa-se desde os 70 anos; até os 75, só com decisão judicial ou parecer; daí em diante, nunca.",
       "art. 36"),
    _r("D1", "Extinto o cargo ou desnecessário, propõe-se a disponibilidade de cada estável.", "art. 37", conf=True),
    _r("D2", "Havendo vaga compatível, o aproveitamento vem antes da nomeação.", "art. 38", conf=True),
    _r("D3", "Sem exercício em 30 dias, propõe-se desfazer o aproveitamento e cassar a disponibilidade.", "art. 39"),
    _r("D4", "Mandato sindical: só o estável, dentro dos lugares, com garantia até seis meses depois.",
       "art. 40", "art. 40, § 4º", "art. 118, inciso XII", conf=True),
    _r("I1", "Só se reintegra quem foi demitido, por sentença definitiva ou revisão do processo.",
       "art. 41", "art. 250", conf=True),
    _r("I2", "Reintegra-se no mesmo cargo ou no que veio dele; extinto, em disponibilidade.", "art. 41"),
    _r("I3", "O posto é do reintegrado ainda que ocupado; o ocupante fica excedente até o seu próprio ato.",
       "art. 41", "art. 42", "art. 42, parágrafo único"),
    _r("I4", "O tempo entre a demissão e a reintegração conta como efetivo exercício, mas não como avaliado.",
       "art. 41", "art. 118", conf=True),
    _r("K1", "Só se reconduz como consequência da reintegração do ocupante anterior.", "art. 42", conf=True),
    _r("K2", "Passa-se a outro cargo que não se acumula por vacância, que guarda o cargo de origem.", "art. 44",
       conf=True),
    _r("V1", "A readaptação muda atribuições, com laudo; cargo e remuneração ficam.", "art. 43"),
    _r("V2", "A vacância libera o posto com a sua origem e encerra o que estava aberto.",
       "art. 44", "art. 45", "art. 46", "art. 47", "art. 48", conf=True),
    _r("V3", "No aniversário da idade limite propõe-se a aposentadoria compulsória, nunca antes.",
       "LC 152/2015, art. 2º", "CF, art. 40, § 1º, inciso II", conf=True),
    _r("V4", "A licença para interesse particular pede dois anos de exercício e tem duração e intervalo; outras "
       "licenças têm regra própria.", "art. 111", "art. 101", "art. 102", "art. 103"),
    _r("V5", "Relotação com o cargo; remoção no mesmo quadro, com lugar livre, salvo por saúde.",
       "art. 49", "art. 50", "art. 50, § 1º", conf=True),
)  # fmt: skip

REGRAS: Final = MappingProxyType({regra.id: regra for regra in _REGRAS})
"""Every rule, by its id, in the order in which it is explained."""

PRAZOS: Final = MappingProxyType(
    {
        TipoPrazo.POSSE: ("P1", "P2", "P3", "P4", "C4", "C9"),
        TipoPrazo.EXERCICIO: ("E1", "E2", "E3", "E4", "E5", "R3", "D3"),
        TipoPrazo.AVALIACAO_SEMESTRAL: ("S2", "S5"),
        TipoPrazo.SUBMISSAO_AVALIACAO: ("S3", "C8"),
        TipoPrazo.FIM_ESTAGIO: ("S1", "S5"),
        TipoPrazo.ESTABILIDADE: ("S4", "S5"),
        TipoPrazo.APRESENTACAO: ("E7",),
        TipoPrazo.COMPULSORIA: ("V3", "C11"),
        TipoPrazo.RECONSIDERACAO_AVALIACAO: ("S2", "S7"),
        TipoPrazo.DECISAO_RECONSIDERACAO: ("S2", "S7"),
        TipoPrazo.RECURSO_AVALIACAO: ("S2", "S7"),
    }
)
"""Which rules govern each kind of deadline."""


def regras_de(citacao: str) -> tuple[Regra, ...]:
    """Return the rules that rest on a provision: those that cite it or something in it, else those of what holds it."""
    for alvo in resolver(citacao):
        while alvo:
            dentro = f"{alvo},"
            achadas = tuple(r for r in REGRAS.values() if any(c == alvo or c.startswith(dentro) for c in r.citacoes))
            if achadas:
                return achadas
            alvo = alvo.rpartition(", ")[0]
    return ()


def prazos_de(regras: Iterable[str]) -> tuple[TipoPrazo, ...]:
    """Return the kinds of deadline that any of these rules governs."""
    ids = set(regras)
    return tuple(tipo for tipo, que_regem in PRAZOS.items() if ids.intersection(que_regem))
