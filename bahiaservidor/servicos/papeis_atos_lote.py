"""One instrument for several people: nomeações of a list, homologação with the list of who becomes estável."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ..documentos.ato_doe import Anexo
from ..documentos.peca import Peca
from ..documentos.peca_texto import em_texto, sem_marcas
from ..documentos.textos import ModeloTexto
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca
from ..estatuto.tipos import Carater, ResultadoEstagio, TipoPrazo
from ..registro.conexao import Conexao
from ..registro.consultas import atos_doe as consultas
from . import modelos_documento
from .contexto import Contexto
from .frases import enumerar
from .julgamento import definicao
from .minutas import pedido_da_minuta
from .papeis_atos import REDATORES, Desenho, aberta, compor, papel_do_desenho
from .papeis_atos_caso import Caso, Redacao, abrir_caso
from .papeis_atos_especies import EM_LOTE, LOTE
from .papeis_emissao import Papel
from .permissoes import Permissao, exige
from .protecao import papel_protegido
from .tipos import PedidoAto

Progresso = Callable[[int, int], None]
_TRAVESSAO: Final = "—"


@exige(Permissao.PREPARAR_MINUTA)
@papel_protegido
def minuta_de_varios(ctx: Contexto, *, minuta_ids: Sequence[int], hoje: date) -> Papel:
    """Return one draft for several minutas of the same act, with the numbers of all.

    ErroDominio when they are not of one act that an instrument may do for several, with the same authority and process.
    """
    if not minuta_ids:
        raise ErroDominio("Nenhuma minuta foi escolhida. Nada foi impresso; escolha ao menos uma.")
    abertas = [aberta(ctx, id_) for id_ in dict.fromkeys(minuta_ids)]
    pedidos = [pedido for _, pedido in abertas]
    with ctx.banco.leitura() as conexao:
        desenho = desenhar_varios(ctx, conexao, pedidos, hoje)
    gravadas = [gravada for gravada, _ in abertas]
    desenho = replace(desenho, peca=com_numeros(desenho.peca, [g.numero for g in gravadas], gravadas[0].ano))
    return papel_do_desenho(desenho, gravadas[0].ano, None)


@exige(Permissao.PREPARAR_MINUTA)
@papel_protegido
def minuta_de_pedidos(
    ctx: Contexto, pedidos: Sequence[PedidoAto], hoje: date, progresso: Progresso | None = None
) -> Papel:
    """Return one draft for several requests before they are kept, to be seen.  Errors as `minuta_de_varios`."""
    with ctx.banco.leitura() as conexao:
        return papel_do_desenho(desenhar_varios(ctx, conexao, pedidos, hoje, progresso), hoje.year, None)


@exige(Permissao.PREPARAR_MINUTA)
@papel_protegido
def texto_de_varios(ctx: Contexto, *, minuta_ids: Sequence[int], hoje: date) -> str:
    """Return the act for several as plain text, its annex with a row in each line.  Errors as `minuta_de_varios`."""
    pedidos = [pedido_da_minuta(ctx, minuta_id=id_) for id_ in minuta_ids]
    with ctx.banco.leitura() as conexao:
        desenho = desenhar_varios(ctx, conexao, pedidos, hoje)
    return em_texto(desenho.corpo, desenho.peca.orgao.municipio)


def com_numeros(peca: Peca, numeros: Sequence[int], ano: int) -> Peca:
    """Return the instrument with the numbers of its minutas; 0 is that of one not numbered yet."""
    return replace(peca, identificacao=replace(peca.identificacao, numero=_numeros(numeros), ano=ano))


def _numeros(numeros: Sequence[int]) -> str | None:
    """Return the numbers of the minutas, runs as `3 a 12`; None while one of them has none."""
    numeros = sorted(numeros)
    if not all(numeros):
        return None
    corridas: list[list[int]] = []
    for numero in numeros:
        if corridas and corridas[-1][-1] == numero - 1:
            corridas[-1].append(numero)
        else:
            corridas.append([numero])
    return ", ".join(str(c[0]) if len(c) == 1 else f"{c[0]} a {c[-1]}" for c in corridas)


# ------------------------------------------------------------------ the act


def desenhar_varios(
    ctx: Contexto,
    conexao: Conexao,
    pedidos: Sequence[PedidoAto],
    hoje: date,
    progresso: Progresso | None = None,
) -> Desenho:
    """Return the draft of several requests in one instrument, without number.  Errors as `minuta_de_varios`."""
    if not pedidos:
        raise ErroDominio("Ninguém foi escolhido. Nada foi impresso; escolha ao menos uma pessoa.")
    tipo = pedidos[0].tipo
    if tipo not in EM_LOTE or any(pedido.tipo != tipo for pedido in pedidos):
        raise ErroDominio(
            "Só nomeações, ou só homologações de estágio, saem várias num ato só. Nada foi impresso; imprima cada "
            "minuta em separado."
        )
    casos = []
    for feitos, pedido in enumerate(pedidos, start=1):
        casos.append(abrir_caso(ctx, conexao, pedido, hoje, f"minutas em conjunto, {definicao(tipo).rotulo}"))
        if progresso is not None:
            progresso(feitos, len(pedidos))
    _exigir_iguais(casos)
    modelo = REDATORES[tipo][0]
    textos = modelos_documento.modelo(conexao, modelo, casos[0].orgao_id)
    casos, redacao, anexo = (_nomeacoes if tipo == "nomeacao" else _homologacoes)(casos, textos)
    primeiro = casos[0]
    for outro in casos[1:]:
        primeiro.memorias += outro.memorias
    quantas = "1 pessoa" if len(casos) == 1 else f"{len(casos)} pessoas"
    desenho = compor(
        primeiro, redacao, chave=f"{LOTE}{tipo}", assunto=quantas, modelo=modelo, anexo=anexo, junto=casos[1:]
    )
    return replace(desenho, servidor_id=None, vinculo_id=None)


def _exigir_iguais(casos: Sequence[Caso]) -> None:
    """Refuse what one signature cannot do: another authority, another process, another character, a failure."""
    primeiro = casos[0]
    for campo, nome in (("autoridade", "a autoridade"), ("processo", "o processo"), ("carater", "o caráter")):
        if any(caso.conteudo.get(campo) != primeiro.conteudo.get(campo) for caso in casos):
            raise ErroDominio(
                f"Um ato só não junta minutas em que muda {nome}. Nada foi impresso; junte as que são iguais nisso."
            )
    if any(caso.conteudo.get("resultado") is ResultadoEstagio.REPROVADO for caso in casos):
        raise ErroDominio(
            "A reprovação no estágio depende das decisões sobre cada pessoa (art. 27), e sai em ato próprio. Nada foi "
            "impresso; retire da lista quem foi reprovado."
        )


def _nomeacoes(casos: list[Caso], t: ModeloTexto) -> tuple[list[Caso], Redacao, Anexo]:
    comum = casos[0].comum
    carater: Carater = casos[0].conteudo.get("carater")
    aprovados = [_aprovado(caso) for caso in casos]
    # Whoever comes first in the list is named first: the order of the annex is that of the classification.
    ordem = sorted(range(len(casos)), key=lambda i: _lugar(aprovados[i], i))
    linhas = []
    for posicao, i in enumerate(ordem, start=1):
        caso, aprovado = casos[i], aprovados[i]
        lugar = f"{aprovado.classificacao}º ({aprovado.lista})" if aprovado is not None else _TRAVESSAO
        cargo = _simples(caso.cargo(caso.conteudo.get("cargo"), caso.conteudo.get("classe")))
        if carater is Carater.TEMPORARIO:
            cargo += _simples(caso.simbolo_do_cargo(caso.conteudo.get("cargo")), "")
        unidade = caso.nome_da_unidade(caso.conteudo.get("unidade")) or _TRAVESSAO
        meio = lugar if carater is Carater.PERMANENTE else caso.matricula() or _TRAVESSAO
        linhas.append([str(posicao), caso.nome(), meio, cargo, unidade])
    qual = "anexo_classificacao" if carater is Carater.PERMANENTE else "anexo_matricula"
    pares = zip(casos, aprovados, strict=True)
    editais = dict.fromkeys(caso.livre(a.edital, "edital do concurso") for caso, a in pares if a is not None)
    valores = {"quantas": str(len(casos)), "edital": enumerar([e for e in editais if e]) or None}
    chave = f"{carater.value}_varios"
    return (
        [casos[i] for i in ordem],
        _varios(t, chave, valores, f"{chave}_posse"),
        _anexo(comum, ("anexo_nome", qual, "anexo_cargo", "anexo_lotacao"), linhas, (0.5, 3.4, 1.6, 2.6, 2.2)),
    )


def _homologacoes(casos: list[Caso], t: ModeloTexto) -> tuple[list[Caso], Redacao, Anexo]:
    casos = sorted(casos, key=lambda caso: chave_busca(caso.nome()))
    linhas = []
    for posicao, caso in enumerate(casos, start=1):
        estavel = caso.prazo(caso.datado(TipoPrazo.ESTABILIDADE), f"estabilidade de {caso.nome()}")["vence"]
        cargo = _simples(caso.cargo(caso.vinculo.cargo if caso.vinculo is not None else None))
        linhas.append([str(posicao), caso.nome(), caso.matricula() or _TRAVESSAO, cargo, estavel or _TRAVESSAO])
    colunas = ("anexo_nome", "anexo_matricula", "anexo_cargo", "anexo_estavel")
    return (
        casos,
        _varios(t, "varios", {"quantas": str(len(casos))}, "varios_estaveis"),
        _anexo(casos[0].comum, colunas, linhas, (0.5, 3.6, 1.3, 3, 1.6)),
    )


def _varios(t: ModeloTexto, chave: str, valores: dict[str, str | None], efeito: str) -> Redacao:
    artigos = (t.paragrafo(chave, **valores), t.paragrafo(efeito))
    return Redacao(ementa=t.paragrafo(f"{chave}_ementa", **valores), artigos=artigos)


def _anexo(
    comum: ModeloTexto, colunas: Sequence[str], linhas: Sequence[Sequence[str]], pesos: Sequence[float]
) -> Anexo:
    titulos = [sem_marcas(comum.paragrafo(chave)) for chave in ("anexo_numero", *colunas)]
    return Anexo(titulo=sem_marcas(comum.paragrafo("anexo")), colunas=titulos, linhas=linhas, pesos=pesos)


def _aprovado(caso: Caso) -> consultas.Aprovado | None:
    candidato = caso.conteudo.get("candidato")
    return consultas.aprovado(caso.conexao, candidato) if candidato is not None else None


def _lugar(aprovado: consultas.Aprovado | None, posicao: int) -> tuple[str, int]:
    return ("", posicao) if aprovado is None else (aprovado.lista, aprovado.classificacao)


def _simples(texto: str | None, vazio: str = _TRAVESSAO) -> str:
    return sem_marcas(texto).replace("\u00a0", " ") if texto else vazio
