"""Declarations, receipts and the checklist of a posse, from what was written down when the documents were checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from ..documentos import declaracoes as documento
from ..documentos.declaracoes import DadosDeclaracao, ItemImpresso
from ..documentos.modelos import DeclaracaoAcumulacao, Signatario
from ..documentos.peca import DataImpressa, Peca
from ..documentos.textos import ModeloTexto
from ..estatuto.atos.posse import Posse
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.tipos import Carater
from ..estatuto.vida import Vinculo
from ..registro.conexao import Conexao
from ..registro.consultas import ficha as consultas
from . import papeis_fontes as fontes_
from . import papeis_pessoa as comum
from .conferencia import itens_da_posse
from .contexto import Contexto
from .papeis_emissao import Papel
from .papeis_fontes import Fontes, PosseLida
from .permissoes import Permissao, exige

ACUMULACAO, BENS, PARENTESCO, IDONEIDADE, CHECKLIST = (
    "declaracao_acumulacao", "recibo_bens", "declaracao_parentesco", "declaracao_idoneidade", "checklist_posse",
)  # fmt: skip
DECLARACOES: Final = (ACUMULACAO, BENS, PARENTESCO, IDONEIDADE, CHECKLIST)
CONJUNTO: Final = "declaracoes_posse"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Caso:
    """A vínculo with its posse, if it was taken, as on a day."""

    fontes: Fontes
    posse: PosseLida | None
    origem: str
    usuario: Signatario
    dados: DadosDeclaracao

    def entregue(self, item: str) -> DataImpressa | None:
        """Return the day an item was delivered, None before the posse."""
        if self.posse is None:
            return None
        conferido = next((i for i in self.posse.conteudo.itens if i.item == item), None)
        quando = fontes_.data_declaracao(self.posse, item)
        if quando is None and item == "bens":
            quando = self.posse.conteudo.declaracao_bens_data
        origem = self.origem if conferido is None else f"{self.origem}, conferência de documentos"
        return None if quando is None else comum.certo(quando, f"entrega: {item.replace('_', ' ')}", origem)


def impedimento(especie: str, vinculo: Vinculo) -> str:
    """Return why the paper does not apply to a vínculo; empty when it does."""
    if vinculo.inicial is not None:
        return "o vínculo veio do assentamento inicial: a posse é anterior a este registro"
    if especie == PARENTESCO and vinculo.carater is not Carater.TEMPORARIO:
        return "só se pede a quem toma posse em cargo de provimento temporário"
    if vinculo.posse is None and not vinculo.pendente_de_posse:
        return "a nomeação já não espera a posse"
    return ""


@exige(Permissao.EMITIR_DOCUMENTO)
def declaracao(
    ctx: Contexto, *, especie: str, vinculo_id: int, em_branco: bool = False, hoje: date, em: date | None = None
) -> Papel:
    """Return one of the `DECLARACOES`: as registered at the posse, or a form to be signed while there is none.

    ``em_branco`` gives the form even after the posse.  ErroDominio where it does not apply.
    """
    with ctx.banco.leitura() as conexao:
        caso = _abrir(ctx, conexao, vinculo_id, especie, em or hoje, em_branco=em_branco)
        peca, dados = _fazer(conexao, caso, especie)
        return comum.papel_do_vinculo(caso.fontes, peca, dados, ano=hoje.year)


@exige(Permissao.EMITIR_DOCUMENTO)
def declaracoes_posse(ctx: Contexto, *, vinculo_id: int, hoje: date, em: date | None = None) -> Papel:
    """Return, in one PDF, every form that is signed at the posse of a vínculo, blank, and the checklist."""
    with ctx.banco.leitura() as conexao:
        pecas = []
        caso = _abrir(ctx, conexao, vinculo_id, ACUMULACAO, em or hoje, em_branco=True)
        for especie in DECLARACOES:
            if not impedimento(especie, caso.fontes.vinculo):
                peca, dados = _fazer(conexao, caso, especie)
                pecas.append(replace(peca, memorias=comum.colher(dados, caso.origem)))
    papel = comum.papel_do_lote(
        pecas, especie=CONJUNTO, assunto=caso.dados.servidor.nome, ano=hoje.year,
        orgao_id=fontes_.orgao_do_papel(caso.fontes),
    )  # fmt: skip
    return replace(papel, servidor_id=caso.fontes.posto.servidor_id, vinculo_id=vinculo_id)


def _abrir(ctx: Contexto, conexao: Conexao, vinculo_id: int, especie: str, em: date, *, em_branco: bool) -> _Caso:
    fontes = comum.abrir(ctx, conexao, vinculo_id, em)
    motivo = impedimento(especie, fontes.vinculo)
    if motivo:
        raise comum.nao_se_aplica(motivo)
    fato = fontes.vinculo.posse
    posse = None
    if fato is not None and not em_branco:
        conteudo: Posse = fontes.ato(fato.ato).conteudo
        posse = PosseLida(conteudo=conteudo, dados=frozenset(), registrada=True)
    usuario = comum.responsavel(ctx)
    return _Caso(
        fontes=fontes,
        posse=posse,
        origem=comum.origem_do_ato(fato.ato) + " (posse)" if fato is not None else "nomeação, sem posse",
        usuario=usuario,
        dados=DadosDeclaracao(
            orgao=fontes_.orgao(fontes), servidor=comum.servidor_do_papel(fontes), responsavel=usuario
        ),
    )


_Peca = tuple[Peca, Any]


def _fazer(conexao: Conexao, caso: _Caso, especie: str) -> _Peca:
    modelo = comum.textos(conexao, especie, fontes_.orgao_do_papel(caso.fontes))
    caso = replace(caso, dados=replace(caso.dados, identificacao=comum.identificar(modelo)))
    fazer: dict[str, Callable[[Conexao, _Caso, ModeloTexto], _Peca]] = {
        ACUMULACAO: _acumulacao,
        BENS: _bens,
        PARENTESCO: _parentesco,
        IDONEIDADE: _idoneidade,
        CHECKLIST: _checklist,
    }
    return fazer[especie](conexao, caso, modelo)


def _acumulacao(_: Conexao, caso: _Caso, modelo: ModeloTexto) -> _Peca:
    dados = replace(caso.dados, data=caso.entregue("acumulacao"))
    declarado: DeclaracaoAcumulacao | None = None
    if caso.posse is not None:
        # The day is the declaration's own, printed with its origin; the value repeats it without one.
        declarado = replace(fontes_.acumulacao(caso.posse), data=None)
    return documento.acumulacao(dados, declarado, modelo), (dados, declarado)


def _bens(_: Conexao, caso: _Caso, modelo: ModeloTexto) -> _Peca:
    dados = replace(caso.dados, data=caso.entregue("bens"))
    if caso.posse is not None:
        por = next((i.conferido_por for i in caso.posse.conteudo.itens if i.item == "bens" and i.presente), "")
        dados = replace(dados, responsavel=Signatario(nome=por or None))
    return documento.recibo_bens(dados, modelo), dados


def _parentesco(_: Conexao, caso: _Caso, modelo: ModeloTexto) -> _Peca:
    dados = replace(caso.dados, data=caso.entregue("parentesco"))
    return documento.parentesco(dados, modelo), dados


def _idoneidade(_: Conexao, caso: _Caso, modelo: ModeloTexto) -> _Peca:
    return documento.idoneidade(caso.dados, modelo), caso.dados


def _checklist(conexao: Conexao, caso: _Caso, modelo: ModeloTexto) -> _Peca:
    linha = consultas.servidor(conexao, caso.fontes.posto.servidor_id)
    assert linha is not None
    conferidos = {i.item: i for i in caso.posse.conteudo.itens} if caso.posse is not None else {}
    itens = []
    for item in itens_da_posse(carater=caso.fontes.vinculo.carater, sexo=linha.sexo):
        feito = conferidos.get(item.chave)
        por = feito.conferido_por if feito is not None else ""
        em = feito.conferido_em if feito is not None else None
        itens.append(
            ItemImpresso(
                rotulo=item.rotulo,
                quando=". ".join(filter(None, (item.condicao, "Exigência a confirmar" if item.a_confirmar else ""))),
                presente=feito is not None and feito.presente,
                valor=_anotacao(feito, item.guardar),
                por=por,
                em=comum.dia(em, f"conferência: {item.rotulo.lower()}", f"{caso.origem}, conferência de documentos"),
            )
        )
    # Whoever checked is named line by line; who signs is who prints it.
    return documento.checklist(caso.dados, itens, modelo), (caso.dados, itens)


def _anotacao(feito: Any, guardar: str) -> str:
    """Return what was written down, or what there is to write; of bens and of the laudo, the day at most."""
    if feito is None or not feito.presente:
        return f"Anotar: {guardar[:1].lower()}{guardar[1:]}" if guardar else ""
    if feito.item == "bens":
        quando = fontes_.data_declaracao(PosseLida(conteudo=Posse(data=date.min, itens=(feito,)), dados=frozenset(),
                                                   registrada=True), "bens")  # fmt: skip
        return f"Entregue em {formatar_data(quando)}" if quando is not None else ""
    return str(feito.valor)
