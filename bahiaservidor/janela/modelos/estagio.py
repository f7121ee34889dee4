"""Estágio probatório in a table: who, until when, the evaluations one by one, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Qt

from ...estatuto.avaliacoes import FATORES, Notas, decimal_em_palavras
from ...estatuto.contadores import AusenciaContada, Contador
from ...estatuto.formatos import matricula
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos.estagio import (
    AvaliacaoFeita,
    CandidatoHomologacao,
    EtapaPortao,
    LinhaEstagio,
    PedidoAvaliacao,
    Recorte,
)
from ..casa import Casa
from ..tema import Tom
from .base import Coluna, Indice, ModeloJanela
from .marcaveis import ModeloMarcavel
from .prazos import data_com_dia, data_ou_traco, distancia, palavra_do_estado, quantos

ROTULO_DO_RECORTE: Final = {
    Recorte.TODOS: "Todos em estágio",
    Recorte.AVALIACAO_VENCIDA: "Com avaliação vencida",
    Recorte.PORTAO: "A submeter (em aviso ou vencida)",
    Recorte.SUBMISSAO_VENCIDA: "Submissão vencida",
    Recorte.A_HOMOLOGAR: "Submetidos, a homologar",
    Recorte.SEM_HOMOLOGACAO: "Tempo completo sem homologação",
    Recorte.SEM_AVALIADOR: "Sem avaliador designado",
}


def portao(linha: LinhaEstagio, hoje: date) -> str:
    """Return the state of the gate of 4 months in words (art. 27, parágrafo único)."""
    submissao = linha.submissao
    etapa = linha.etapa(hoje)
    if submissao is None:
        return "—"
    if etapa is EtapaPortao.SUBMETIDA:
        return f"Submetida {data_ou_traco(submissao.fechado_em)}"
    if etapa is EtapaPortao.SEM_DATA:
        return "Sem data"
    ate = data_ou_traco(submissao.vence)
    return {
        EtapaPortao.VENCIDA: f"Vencida {ate}",
        EtapaPortao.ULTIMO_DIA: "Último dia: hoje",
        EtapaPortao.AVISO: f"Aviso de {linha.aviso} meses: {ate}",
        EtapaPortao.LONGE: f"Até {ate}",
    }[etapa]


def portao_curto(linha: LinhaEstagio, hoje: date) -> str:
    """Return the same in as few words as a column has room for."""
    return {
        EtapaPortao.SUBMETIDA: "Submetida",
        EtapaPortao.VENCIDA: "Vencida",
        EtapaPortao.ULTIMO_DIA: "Último dia",
        EtapaPortao.AVISO: f"Aviso: {linha.aviso} meses",
        EtapaPortao.SEM_DATA: "Sem data",
        EtapaPortao.LONGE: data_ou_traco(linha.submissao.vence) if linha.submissao is not None else "—",
    }[linha.etapa(hoje)]


def tom_do_portao(linha: LinhaEstagio, hoje: date) -> Tom | None:
    """Return the tone of the gate: none while it is far."""
    return {
        EtapaPortao.SUBMETIDA: Tom.SUCESSO,
        EtapaPortao.VENCIDA: Tom.PERIGO,
        EtapaPortao.ULTIMO_DIA: Tom.PERIGO,
        EtapaPortao.AVISO: Tom.ATENCAO,
    }.get(linha.etapa(hoje))


def o_que_falta(linha: LinhaEstagio, hoje: date, *, curto: bool = False) -> str:
    """Return what is missing, the most urgent first; ``curto`` leaves out what the column beside already says."""
    partes = []
    palavra = "" if curto else " avaliação"
    if linha.tempo_completo:
        partes.append("tempo completo sem homologação: ouvir a PGE")
    vencidas = linha.vencidas
    if len(vencidas) == 1:
        partes.append(f"{vencidas[0].numero}ª{palavra} vencida desde {data_ou_traco(vencidas[0].vence)}")
    elif vencidas:
        quais = ", ".join(f"{a.numero}ª" for a in vencidas)
        partes.append(f"{quantos(len(vencidas), 'avaliação vencida', 'avaliações vencidas')} ({quais})")
    etapa = linha.etapa(hoje)
    if etapa is EtapaPortao.VENCIDA:
        partes.append("submeter à homologação")
    elif etapa is EtapaPortao.ULTIMO_DIA:
        partes.append("submeter à homologação hoje, último dia")
    elif etapa is EtapaPortao.AVISO:
        partes.append(f"preparar a submissão: menos de {linha.aviso} meses para o fim")
    elif etapa is EtapaPortao.SUBMETIDA and not linha.tempo_completo:
        partes.append("homologar")
    proxima = linha.proxima_avaliacao
    if not partes and proxima is not None and proxima.vence is not None:
        partes.append(f"{proxima.numero}ª{palavra} {distancia(proxima.vence, hoje)}")
    if linha.chefe is None:
        partes.append("designar avaliadores")
    frase = "; ".join(partes)
    return frase[:1].upper() + frase[1:] if frase else "Nada por ora"


def proximo_ato(linha: LinhaEstagio) -> str:
    """Return the key of the act that comes next: a late evaluation, the submission in its time, the homologação."""
    if linha.avaliacao_vencida is not None:
        return "avaliacao_estagio"
    if linha.submissao_vencida or (linha.aviso is not None and not linha.submetida):
        return "submissao_avaliacao"
    if linha.submetida:
        return "homologacao_estagio"
    return "avaliacao_estagio" if linha.proxima_avaliacao is not None else "submissao_avaliacao"


def tom_da_falta(linha: LinhaEstagio) -> Tom:
    """Return the tone of what is missing."""
    if linha.tempo_completo or linha.submissao_vencida or linha.avaliacao_vencida is not None:
        return Tom.PERIGO
    return Tom.ATENCAO if linha.aviso is not None else Tom.INFO


def avaliacoes_em_palavras(linha: LinhaEstagio) -> str:
    """Return one line for each evaluation."""
    return "\n".join(
        f"{a.numero}ª: {palavra_do_estado(a)}" + (f", {formatar_data(a.vence)}" if a.vence is not None else "")
        for a in linha.avaliacoes
    )


def colunas_estagio(hoje: Callable[[], date]) -> tuple[Coluna[LinhaEstagio], ...]:
    """Return the columns, in render order; ``chave`` is what the service sorts by, "avaliacoes" is painted as marks."""
    return (
        Coluna(chave="nome", rotulo="Servidor", texto=lambda x: x.nome, largura=138, cresce=1),
        Coluna(chave="matricula", rotulo="Matrícula", largura=108, oculta=True,
               texto=lambda x: matricula.formatar(x.matricula) if x.matricula else "—"),
        Coluna(chave="cargo", rotulo="Cargo", texto=lambda x: x.cargo, largura=160, oculta=True),
        Coluna(chave="unidade", rotulo="Unidade", texto=lambda x: x.unidade or "—", largura=160, oculta=True),
        Coluna(chave="exercicio", rotulo="Exercício", texto=lambda x: data_ou_traco(x.exercicio), largura=108,
               oculta=True),
        Coluna(chave="fim", rotulo="Fim", texto=lambda x: data_ou_traco(x.fim.vence), largura=100, forte=True,
               dica=lambda x: data_com_dia(x.fim.vence) if x.fim.vence is not None else "Ausência sem término"),
        Coluna(chave="avaliacoes", rotulo="Avaliações", largura=146,
               texto=lambda x: f"{x.feitas} de {len(x.avaliacoes)} feitas", dica=avaliacoes_em_palavras,
               exporta=lambda x: avaliacoes_em_palavras(x).replace("\n", "; ")),
        Coluna(chave="falta", rotulo="O que falta", texto=lambda x: o_que_falta(x, hoje(), curto=True), largura=136,
               dica=lambda x: o_que_falta(x, hoje()), exporta=lambda x: o_que_falta(x, hoje()), ordenavel=False,
               cresce=1),
        Coluna(chave="portao", rotulo="Submissão", texto=lambda x: portao_curto(x, hoje()), largura=137,
               tom=lambda x: tom_do_portao(x, hoje()), exporta=lambda x: portao(x, hoje()),
               dica=lambda x: f"Quatro meses antes do fim (art. 27, parágrafo único). {portao(x, hoje())}"),
        Coluna(chave="chefe", rotulo="Avaliador", texto=lambda x: x.chefe or "—", largura=160, ordenavel=False,
               oculta=True),
    )  # fmt: skip


COLUNA_DAS_MARCAS: Final = 6
"""Position of "avaliacoes" among the columns."""


class ModeloEstagio(ModeloJanela[LinhaEstagio]):
    """A `ModeloJanela` of who is in estágio: the rows of a page are read when they are painted."""

    def __init__(self, casa: Casa, pai: QObject | None = None) -> None:
        def buscar(ids: Sequence[int]) -> Sequence[LinhaEstagio]:
            from ...servicos import estagio

            return estagio.linhas_em_estagio(casa.ctx, ids=ids, hoje=casa.hoje())

        super().__init__(colunas_estagio(casa.hoje), buscar, casa.executor, pai)


# ------------------------------------------------------------------ one person, in words


def avaliacao_em_palavras(avaliacao: AvaliacaoFeita) -> str:
    """Return what was registered of one evaluation: scores, result, ciência, what was asked against it."""
    partes = ["Satisfatória" if avaliacao.satisfatoria else "Não satisfatória"]
    if avaliacao.notas is not None:
        partes.append(notas_em_palavras(avaliacao.notas))
    if avaliacao.avaliador:
        partes.append(f"por {avaliacao.avaliador}")
    ciencia = avaliacao.ciencia
    partes.append(f"ciência em {formatar_data(ciencia)}" if ciencia is not None else "sem ciência registrada")
    frases = ["; ".join(partes) + "."]
    for rotulo, pedido in (("Reconsideração", avaliacao.reconsideracao), ("Recurso", avaliacao.recurso)):
        if pedido is not None:
            frases.append(_pedido_em_palavras(rotulo, pedido))
    if avaliacao.reconsiderar_ate is not None and not avaliacao.satisfatoria:
        frases.append(f"Cabe reconsideração até {formatar_data(avaliacao.reconsiderar_ate)}.")
    if avaliacao.recorrer_ate is not None:
        frases.append(f"Cabe recurso até {formatar_data(avaliacao.recorrer_ate)}.")
    if avaliacao.prevalece and not avaliacao.satisfatoria:
        frases.append("Conta como satisfatória.")
    return " ".join(frases)


def notas_em_palavras(notas: Notas) -> str:
    """Return the scores by factor, with the mean: 'assiduidade 8, disciplina 7, …; média 7,6'."""
    fatores = ", ".join(
        f"{nome} {'sem nota' if valor is None else valor}"
        for (nome, _), valor in zip(FATORES, notas.valores, strict=True)
    )
    return fatores + (f"; média {decimal_em_palavras(notas.media)}" if notas.media is not None else "")


def _pedido_em_palavras(rotulo: str, pedido: PedidoAvaliacao) -> str:
    em = f"{rotulo} de {formatar_data(pedido.data)}"
    if pedido.decisao is None:
        return f"{em}, a decidir" + (f" até {formatar_data(pedido.ate)}." if pedido.ate is not None else ".")
    palavra = {"Reconsideração": ("deferida", "indeferida")}.get(rotulo, ("provido", "negado"))
    return f"{em}, {palavra[0] if pedido.deferido else palavra[1]} em {formatar_data(pedido.decisao)}."


ROTULO_DO_PEDIDO: Final = {
    "ciencia_avaliacao": "Registrar ciência…",
    "reconsideracao_avaliacao": "Reconsideração…",
    "decisao_reconsideracao": "Decidir reconsideração…",
    "recurso_avaliacao": "Recurso…",
    "decisao_recurso": "Decidir recurso…",
}
"""Words of the button of what may come next about an evaluation."""


def periodo(ausencia: AusenciaContada) -> str:
    """Return the days of an absence: '06/05/2024 a 14/06/2024', 'desde 01/03/2026'."""
    if ausencia.fim is None:
        return f"desde {formatar_data(ausencia.inicio)}"
    return f"{formatar_data(ausencia.inicio)} a {formatar_data(ausencia.fim)}"


def contador_em_palavras(contador: Contador) -> str:
    """Return the sum of a counter: '30/06/2027 + 40 dias = 09/08/2027'."""
    if not contador.dias:
        return formatar_data(contador.resultado)
    dias = quantos(contador.dias, "dia", "dias")
    return f"{formatar_data(contador.base)} + {dias} = {formatar_data(contador.resultado)}"


def fora(dias: int) -> str:
    """Return what an absence does to a counter: 'conta', or the days it leaves out."""
    return f"fora {quantos(dias, 'dia', 'dias')}" if dias else "conta"


def colunas_contadores() -> tuple[Coluna[AusenciaContada], ...]:
    """Return the columns of the absences in both counters."""
    return (
        Coluna(chave="rotulo", rotulo="Ausência", texto=lambda a: a.rotulo, largura=190, forte=True),
        Coluna(chave="periodo", rotulo="Período", texto=periodo, largura=188, ordem=lambda a: a.inicio),
        Coluna(chave="dias", rotulo="Dias", texto=lambda a: str(a.dias), largura=56, direita=True,
               ordem=lambda a: a.dias),
        Coluna(chave="efetivo", rotulo="Efetivo exercício", largura=136, texto=lambda a: fora(a.fora_do_efetivo),
               ordem=lambda a: a.fora_do_efetivo, dica=porque),
        Coluna(chave="avaliado", rotulo="Período avaliado", largura=136, texto=lambda a: fora(a.fora_do_avaliado),
               ordem=lambda a: a.fora_do_avaliado, dica=porque),
        Coluna(chave="porque", rotulo="Por quê", largura=420, texto=porque, dica=porque, ordenavel=False),
    )  # fmt: skip


def porque(ausencia: AusenciaContada) -> str:
    """Return why an absence counts or not in each counter."""
    efetivo = f"{ausencia.porque_efetivo} ({ausencia.artigo_efetivo})"
    return f"{efetivo}. {ausencia.porque_avaliado} ({ausencia.artigo_avaliado})."


# ------------------------------------------------------------------ batch of homologações


def motivo(candidato: CandidatoHomologacao) -> str:
    """Return why somebody cannot be homologated, or what to look at first."""
    if candidato.recusa:
        return f"{candidato.recusa.rstrip('.')} ({candidato.dispositivo})."
    return " ".join(candidato.avisos)


def veredito(candidato: CandidatoHomologacao) -> str:
    """Return whether somebody can be homologated, in words."""
    return "Não pode" if not candidato.pode else "Pode, com aviso" if candidato.avisos else "Pode"


def _tom_do_veredito(candidato: CandidatoHomologacao) -> Tom:
    return Tom.PERIGO if not candidato.pode else Tom.ATENCAO if candidato.avisos else Tom.SUCESSO


def colunas_lote() -> tuple[Coluna[CandidatoHomologacao], ...]:
    """Return the columns of the batch."""
    return (
        Coluna(chave="nome", rotulo="Servidor", texto=lambda c: c.nome, largura=200, cresce=1, forte=True),
        Coluna(chave="pode", rotulo="Homologar", texto=veredito, tom=_tom_do_veredito, largura=142),
        Coluna(chave="motivo", rotulo="Motivo", texto=motivo, dica=motivo, largura=230, cresce=2),
        Coluna(chave="submissao", rotulo="Submissão", texto=lambda c: data_ou_traco(c.submissao), largura=104,
               ordem=lambda c: c.submissao, oculta=True),
        Coluna(chave="fim", rotulo="Fim", texto=lambda c: data_ou_traco(c.fim), largura=104, ordem=lambda c: c.fim),
        Coluna(chave="cargo", rotulo="Cargo", texto=lambda c: c.cargo, largura=150, oculta=True),
    )  # fmt: skip


class ModeloLote(ModeloMarcavel[CandidatoHomologacao]):
    """Only who can be homologated may be ticked."""

    def definir(self, linhas: Sequence[CandidatoHomologacao]) -> None:
        """Show these; whoever cannot loses the tick."""
        super().definir(linhas)
        self._marcados &= {linha.id for linha in linhas if linha.pode}

    def todas(self) -> tuple[CandidatoHomologacao, ...]:
        """Return everybody, shown or filtered out."""
        return self._todas

    def marcar(self, ids: Sequence[int]) -> None:
        """Tick exactly these, of those who can."""
        self._marcados = {linha.id for linha in self._todas if linha.pode and linha.id in set(ids)}
        self._avisar(0, self.rowCount() - 1)

    def marcar_visiveis(self, marcado: bool) -> None:
        """Tick, or untick, every row shown that can be."""
        ids = {linha.id for linha in self.linhas() if linha.pode}
        self._marcados = self._marcados | ids if marcado else self._marcados - ids
        self._avisar(0, self.rowCount() - 1)

    def alternar(self, posicao: int) -> None:
        """Turn the tick of a row that can have one."""
        linha = self.linha(posicao)
        if linha is not None and linha.pode:
            super().alternar(posicao)

    def setData(self, index: Indice, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        linha = self.linha(index.row()) if index.isValid() else None
        return linha is not None and linha.pode and super().setData(index, value, role)
