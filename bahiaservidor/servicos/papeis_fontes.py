"""Where a termo's words come from: the book, the registers, and the minuta while there is no act yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ..documentos import modelos as papel
from ..estatuto import canonico
from ..estatuto import dispositivos as d
from ..estatuto.atos.base import Ato, Ressalva
from ..estatuto.atos.posse import Posse
from ..estatuto.emendas import efetivos
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data, ler_data
from ..estatuto.formatos.nomes import chave_busca
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import prazo_da_posse
from ..estatuto.regime import Regimes
from ..estatuto.tipos import Inspecao
from ..estatuto.vida import Vinculo
from ..registro import configuracao
from ..registro.conexao import Conexao
from ..registro.consultas import papeis as consultas
from ..registro.vidas import Leitura
from .papeis_acervo import Acervo

_HIPOTESE: Final = re.compile(r"\b(?:al[ií]nea|hip[óo]tese)\s*[“\"']?([abc])\b", re.IGNORECASE)
_HORAS: Final = re.compile(r"\b(\d{1,2})\s*(?:h|horas)\b", re.IGNORECASE)
_NADA: Final = Ressalva()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fontes:
    """Everything registered about one vínculo that a termo may say."""

    conexao: Conexao
    vinculo: Vinculo
    leitura: Leitura
    posto: consultas.Posto
    regimes: Regimes
    acervo: Acervo

    def ato(self, id_: int) -> Ato:
        """Return an act of the person, with the content that holds; the fold only names acts that are there."""
        return next(ato for ato in efetivos(self.leitura.atos) if ato.id == id_)


def abrir_fontes(conexao: Conexao, regimes: Regimes, vinculo_id: int, acervo: Acervo | None = None) -> Fontes:
    """Return the sources of a vínculo, read from ``acervo`` when many are.  ErroDominio if there is none such."""
    acervo = acervo or Acervo(conexao)
    posto = acervo.posto(vinculo_id)
    if posto is None:
        raise ErroDominio("O vínculo não existe mais neste registro. Nada foi impresso; atualize a lista.")
    leitura = acervo.leitura(posto.servidor_id)
    return Fontes(
        conexao=conexao,
        vinculo=leitura.vida.vinculo(vinculo_id),
        leitura=leitura,
        posto=posto,
        regimes=regimes,
        acervo=acervo,
    )


# ------------------------------------------------------------------ person, cargo, órgão


def pessoa(fontes: Fontes) -> papel.Pessoa:
    """Return the person as registered today."""
    linha = fontes.acervo.pessoa(fontes.posto.servidor_id)
    assert linha is not None
    return papel.Pessoa(
        nome=linha.nome,
        nome_social=linha.nome_social or None,
        cpf=linha.cpf,
        rg_numero=linha.rg or None,
        rg_orgao="/".join(filter(None, (linha.rg_orgao, linha.rg_uf))) or None,
        rg_data=linha.rg_data,
        matricula=fontes.posto.matricula,
    )


def cargo(fontes: Fontes) -> papel.Cargo:
    """Return the cargo, and the post as the nomeação says it."""
    posto, vinculo = fontes.posto, fontes.vinculo
    nomeacao = fontes.ato(vinculo.nomeacao.ato).conteudo if vinculo.nomeacao is not None else None
    origem = ""
    if nomeacao is not None:
        ocupante = f"último ocupante: {nomeacao.ultimo_ocupante}" if nomeacao.ultimo_ocupante else ""
        origem = "; ".join(filter(None, (nomeacao.origem_vaga, ocupante)))
    nome = posto.cargo
    if posto.especialidade and chave_busca(posto.especialidade) not in chave_busca(nome):
        nome = f"{nome} – {posto.especialidade}"
    return papel.Cargo(
        nome=nome,
        natureza=vinculo.carater,
        classe=(nomeacao.classe or None) if nomeacao is not None else None,
        carreira=posto.carreira or posto.categoria or None,
        grupo_ocupacional=posto.grupo or None,
        simbolo=posto.simbolo or None,
        vaga=(nomeacao.posto or None) if nomeacao is not None else None,
        origem_vaga=origem or None,
        # A seed such as "30/40" does not say which of them is this person's.
        horas_semanais=int(posto.jornada_semanal) if posto.jornada_semanal.isdecimal() else None,
        lotacao=posto.unidade or None,
    )


def orgao(fontes: Fontes, *, local: str = "", com_unidade: bool = False) -> papel.OrgaoEmissor:
    """Return the heading: the órgão of the vínculo, or the installation's while it has no unit."""
    nome = fontes.posto.orgao or fontes.acervo.nome_do_orgao()
    municipio = fontes.posto.municipio or fontes.acervo.configuracao(configuracao.MUNICIPIO)
    if local:
        municipio = local if chave_busca(municipio) in chave_busca(local) else f"{local}, {municipio}"
    emissor = papel.OrgaoEmissor(
        nome=nome, unidade=(fontes.posto.unidade or None) if com_unidade else None, municipio=municipio or None
    )
    return fontes.acervo.timbrar(emissor, orgao_do_papel(fontes))


def orgao_do_papel(fontes: Fontes) -> int:
    """Return the id of the órgão that numbers the paper; 0 when none is registered."""
    return fontes.posto.orgao_id or int(fontes.acervo.configuracao(configuracao.ORGAO) or 0)


def autoridade(fontes: Fontes, autoridade_id: int | None) -> papel.Autoridade:
    """Return who gives posse or exercício, blank when nobody was chosen."""
    linha = fontes.acervo.autoridade(autoridade_id) if autoridade_id is not None else None
    if linha is None:
        return papel.Autoridade()
    return papel.Autoridade(
        nome=linha.nome,
        cargo=linha.cargo or None,
        matricula=linha.matricula or None,
        inciso=linha.inciso or None,
        delegacao=linha.delegacao or None,
    )


def signatario(usuario: str) -> papel.Signatario:
    """Return who drew the paper up; the name a computer gives its user is not a person's, and stays blank."""
    return papel.Signatario(nome=usuario if " " in usuario.strip() else None)


# ------------------------------------------------------------------ how the person came to the post


def nomeacao(fontes: Fontes) -> papel.AtoPublicado:
    """Return the act of nomeação with its publication in force: the republication's, when it starts the term again."""
    vinculo = fontes.vinculo
    if vinculo.nomeacao is None:
        return papel.AtoPublicado()
    vigente = vinculo.publicacao_vigente or vinculo.nomeacao
    ato = fontes.ato(vinculo.nomeacao.ato)
    instrumento = fontes.acervo.instrumento(vinculo.nomeacao.ato)
    publicacao = instrumento if vigente.ato == vinculo.nomeacao.ato else fontes.acervo.instrumento(vigente.ato)
    assinou = instrumento.autoridade if instrumento is not None else ""
    if not assinou and ato.conteudo.autoridade is not None:
        registrada = fontes.acervo.autoridade(ato.conteudo.autoridade)
        assinou = ", ".join(filter(None, (registrada.nome, registrada.cargo))) if registrada is not None else ""
    return papel.AtoPublicado(
        tipo=(instrumento.tipo or None) if instrumento is not None else None,
        numero=(instrumento.numero or None) if instrumento is not None else None,
        data=instrumento.data if instrumento is not None else None,
        autoridade=assinou or None,
        doe_numero=(publicacao.doe_edicao or None) if publicacao is not None else None,
        doe_data=(publicacao.doe_data if publicacao is not None else None) or vigente.data,
        doe_pagina=(publicacao.doe_pagina or None) if publicacao is not None else None,
    )


def concurso(fontes: Fontes) -> papel.Concurso:
    """Return edital, list and place, blank when the nomeação names no candidate."""
    candidato = fontes.vinculo.candidato
    linha = fontes.acervo.classificacao(candidato) if candidato is not None else None
    if linha is None:
        return papel.Concurso()
    return papel.Concurso(
        edital=linha.edital or None,
        lista=" – ".join(filter(None, (linha.modalidade, linha.especialidade, linha.polo))) or None,
        classificacao=f"{linha.classificacao}º lugar",
    )


def prazo_posse(fontes: Fontes) -> papel.PrazoPosse:
    """Return the term of the posse: original or extended, and the day it ends (arts. 19, P1 to P4)."""
    vinculo = fontes.vinculo
    prazo = prazo_da_posse(fontes.leitura.vida, vinculo, fontes.regimes)
    if prazo is None:
        return papel.PrazoPosse()
    deferida = next((p for p in vinculo.prorrogacoes if p.deferida), None)
    return papel.PrazoPosse(
        prorrogado=deferida is not None,
        ato_prorrogacao=_citar_prorrogacao(fontes, deferida.ato) if deferida is not None else None,
        vence=prazo.vence,
        vence_ultimo=prazo.vence_ultimo,
        impedimento_ate=impedimento_ate(prazo),
    )


def impedimento_ate(prazo: Prazo) -> date | None:
    """Return the last day of the impediment from which a term is counted, None when there was none."""
    return prazo.inicio if prazo.dispositivo in (d.ART_19_P1, d.ART_21_P2) else None


def _citar_prorrogacao(fontes: Fontes, pedido: int) -> str | None:
    """Return how the decision that extended the term is cited: its paper, else its process, else its day."""
    vinculo = fontes.vinculo.id
    decisoes = [
        ato for ato in efetivos(fontes.leitura.atos)
        if ato.vinculo == vinculo and ato.definicao.tipo == "decisao_prorrogacao" and ato.conteudo.deferida
    ]  # fmt: skip
    ato = decisoes[-1] if decisoes else fontes.ato(pedido)
    instrumento = fontes.acervo.instrumento(ato.id)
    if instrumento is not None and instrumento.numero:
        de = f", de {formatar_data(instrumento.data)}" if instrumento.data is not None else ""
        return f"{instrumento.tipo} nº {instrumento.numero}{de}"
    if ato.conteudo.processo:
        return f"processo {ato.conteudo.processo}"
    dia = ato.conteudo.data if decisoes else ato.conteudo.decisao
    return f"decisão de {formatar_data(dia)}" if dia is not None else None


# ------------------------------------------------------------------ the posse itself


@dataclass(frozen=True, slots=True, kw_only=True)
class PosseLida:
    """The fields of a posse, and which were given: in a minuta, one not given is left blank on the paper."""

    conteudo: Posse
    dados: frozenset[str]
    registrada: bool

    def tem(self, campo: str) -> bool:
        """Tell whether the paper may state the field as known."""
        return self.registrada or campo in self.dados

    def item(self, nome: str) -> str:
        """Return what was written down when an item of the checklist was checked; empty without it."""
        return next((i.valor for i in self.conteudo.itens if i.item == nome and i.presente), "")


def posse_da_minuta(conteudo: Mapping[str, Any]) -> PosseLida:
    """Return the fields of a minuta that can be read; the others stay blank."""
    ilegiveis = {re.split(r"[.\[]", erro.campo)[0] for erro in canonico.problemas(Posse, conteudo)}
    legiveis = {nome: valor for nome, valor in conteudo.items() if nome not in ilegiveis}
    return PosseLida(
        conteudo=canonico.ler(Posse, {"data": date.min, **legiveis}), dados=frozenset(legiveis), registrada=False
    )


def laudo(posse: PosseLida) -> papel.Laudo:
    """Return number, date and result.  A minuta never says inapto of who has no laudo yet; a registered posse does."""
    resultado = {Inspecao.APTO: True, Inspecao.INAPTO: False}.get(posse.conteudo.inspecao)
    if posse.registrada and resultado is None:
        resultado = False
    return papel.Laudo(
        numero=posse.conteudo.laudo_numero or None,
        data=posse.conteudo.laudo_data,
        apto=resultado if posse.tem("inspecao") else None,
    )


def data_declaracao(posse: PosseLida, nome: str) -> date | None:
    """Return the day a document was delivered: as noted in the checklist, else the day it was checked there."""
    item = next((i for i in posse.conteudo.itens if i.item == nome and i.presente), None)
    if item is None:
        return None
    with suppress(ErroDominio):
        return ler_data(item.valor)
    return item.conferido_em


def acumulacao(posse: PosseLida) -> papel.DeclaracaoAcumulacao:
    """Return the declaration of other cargos.

    The two answers are left to be marked by hand while it was not delivered, or when another cargo may be held but
    nothing says under which hypothesis.
    """
    conteudo = posse.conteudo
    dia = data_declaracao(posse, "acumulacao")
    anotado = f"{conteudo.outro_cargo} {posse.item('acumulacao')}"
    hipotese = _HIPOTESE.search(anotado)
    horas = _HORAS.search(anotado)
    desligamento = posse.item("desligamento") or None
    if not (posse.tem("declaracao_acumulacao") and conteudo.declaracao_acumulacao):
        acumula = None
    elif conteudo.acumulacao_licita and not conteudo.outro_cargo:
        acumula = False
    else:
        acumula = True if hipotese or desligamento or not conteudo.acumulacao_licita else None
    alinea: papel.Hipotese | None = None
    if hipotese is not None and conteudo.acumulacao_licita:
        letra = hipotese[1].lower()
        alinea = "a" if letra == "a" else "b" if letra == "b" else "c"
    return papel.DeclaracaoAcumulacao(
        data=dia,
        acumula=acumula,
        outro_cargo=conteudo.outro_cargo or None,
        horas_semanais=int(horas[1]) if horas is not None else None,
        hipotese=alinea,
        desligamento=desligamento if conteudo.acumulacao_licita else None,
    )


def procuracao(posse: PosseLida) -> papel.Procuracao | None:
    """Return the power of attorney, None when the person comes in person (art. 19, § 3º)."""
    if not posse.conteudo.por_procuracao:
        return None
    return papel.Procuracao(
        procurador=posse.conteudo.procurador or None,
        instrumento=posse.conteudo.procuracao or None,
        data=data_declaracao(posse, "procuracao"),
    )


def conferencia(posse: PosseLida) -> tuple[str | None, date | None]:
    """Return who checked the documents and the last day of it (P10)."""
    nomes = dict.fromkeys(i.conferido_por for i in posse.conteudo.itens if i.presente and i.conferido_por)
    dias = [i.conferido_em for i in posse.conteudo.itens if i.presente and i.conferido_em is not None]
    return " e ".join(nomes) or None, max(dias, default=None)


def ressalvas(ressalva: Ressalva | None, dispositivos: tuple[str, ...]) -> tuple[papel.Ressalva, ...]:
    """Return the ressalva as the paper shows it, with the provisions whose requirements failed (rule 0)."""
    if ressalva is None or ressalva == _NADA or ressalva.tipo is None:
        return ()
    return (
        papel.Ressalva(
            tipo=ressalva.tipo,
            numero=ressalva.numero,
            data=ressalva.data,
            autoridade=ressalva.autoridade or None,
            fundamento=ressalva.fundamento or None,
            dispositivo="; ".join(dict.fromkeys(dispositivos)) or None,
            confirmada_por=ressalva.confirmada_por or None,
        ),
    )
