"""People: lists, search, the file of one person, personal data and matrícula."""

from __future__ import annotations

import dataclasses
import json
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..estatuto.copia import replace
from ..estatuto.emendas import efetivos
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos import cpf, matricula
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import chave_busca
from ..estatuto.tipos import Carater, Situacao, TipoPrazo
from ..registro import busca
from ..registro.conexao import Conexao
from ..registro.consultas import ficha as consultas_da_ficha
from ..registro.consultas import pessoas as consultas
from ..registro.livro import Operacao
from ..registro.projecoes import gravar_vidas
from ..registro.quarentena import EntradaIlegivel, PessoaEmQuarentena
from ..registro.vidas import ler_vida
from . import acessos, identidade, projecao
from .acessos_partes import partes_da_ficha, partes_do_filtro
from .agenda import ajustados
from .contexto import Contexto
from .fichas import montar_ficha
from .permissoes import Permissao, exige
from .protecao import com_cpf_inteiro, mascara_nas_listas, protegida
from .tipos import DadosPessoa, Ficha, FiltroServidores, LinhaServidor

_POUCOS = 3
"""People found: below this, other spellings are looked for too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultadoBusca:
    """Something found by the search field; ``especie`` servidor, cargo, processo or sugestao.

    ``id`` is that of the person for servidor and processo, of the cargo for cargo; a sugestao is a text to look for
    instead, its ``titulo``.
    """

    especie: str
    id: int
    titulo: str
    detalhe: str


# ------------------------------------------------------------------ lists


def ids_servidores(
    ctx: Contexto, *, filtro: FiltroServidores, ordem: str = "nome", decrescente: bool = False, hoje: date,
    limite: int | None = None,
) -> array[int]:  # fmt: skip
    """Return the ids of the vínculos in display order, at most ``limite`` of them.

    ``ordem`` is the key of any column of the list.
    """
    regimes = ctx.regimes
    acessos.anotar(ctx, "lista", None, partes_do_filtro(ctx, filtro))
    with ctx.banco.leitura() as conexao:
        # Only one order looks at deadlines.
        moveis = ajustados(ctx, conexao, regimes, hoje) if ordem == "proximo_prazo" else {}
        return consultas.ids(
            conexao, filtro, ordem=ordem, decrescente=decrescente, hoje=hoje, ajustados=moveis, limite=limite
        )


@protegida
def linhas_servidores(ctx: Contexto, *, ids: Sequence[int], hoje: date) -> tuple[LinhaServidor, ...]:
    """Return the vínculos asked for, in the order asked; ids that no longer exist are left out."""
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)
        linhas = tuple(_linha(linha) for linha in consultas.linhas(conexao, ids, hoje=hoje, ajustados=moveis))
        if not mascara_nas_listas(ctx, conexao):
            return linhas
    return tuple(replace(linha, cpf=cpf.mascarar(linha.cpf)) if linha.cpf else linha for linha in linhas)


def contar_servidores(ctx: Contexto, *, filtro: FiltroServidores, hoje: date) -> int:
    """Return how many vínculos pass the filter."""
    with ctx.banco.leitura() as conexao:
        return consultas.contar(conexao, filtro, hoje=hoje)


@protegida
def localizar(ctx: Contexto, *, chave: str) -> LinhaServidor:
    """Return the vínculo with a matrícula, else the latest one of a CPF, else the one with an id.

    ErroDominio when there is none, with what was looked for.
    """
    procurado = chave.strip()
    numero = int(procurado) if procurado.isascii() and procurado.isdecimal() and len(procurado) < 19 else None
    hoje = ctx.relogio.hoje()
    with ctx.banco.leitura() as conexao:
        achados = consultas.vinculos_da_chave(
            conexao,
            matricula=matricula.compactar(procurado) if matricula.valido(procurado) else None,
            cpf=cpf.compactar(procurado) if cpf.valido(procurado) else None,
            id_=numero,
        )
    if not achados:
        raise ErroDominio(
            f"Nenhum vínculo tem matrícula, CPF ou número “{procurado}”. Nada foi feito; confira o número "
            "ou procure pelo nome na lista de servidores."
        )
    linha = linhas_servidores(ctx, ids=achados[:1], hoje=hoje)[0]
    acessos.anotar(ctx, "servidor", linha.servidor_id, "achado por CPF" if cpf.valido(procurado) else "achado")
    return linha


@protegida
def buscar(ctx: Contexto, *, texto: str, limite: int = 20, hoje: date) -> tuple[ResultadoBusca, ...]:
    """Return people, the likeliest first, cargos and papers that the text finds, at most ``limite``.

    When almost nobody is found, other spellings that find somebody come last.
    """
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        vinculos = busca.achar(conexao, texto, limite)
        moveis = ajustados(ctx, conexao, regimes, hoje) if vinculos else {}
        linhas = consultas.linhas(conexao, vinculos, hoje=hoje, ajustados=moveis)
        outros_nomes = consultas.outros_nomes(conexao, [linha.servidor_id for linha in linhas])
        cargos = consultas_da_ficha.achar_cargos(conexao, texto, limite)
        papeis = consultas_da_ficha.achar_instrumentos(conexao, texto, limite)
        grafias = busca.quis_dizer(conexao, texto) if len(vinculos) < _POUCOS and not cargos and not papeis else ()
    if cpf.valido(texto):
        for linha in linhas:
            acessos.anotar(ctx, "servidor", linha.servidor_id, "achado por CPF")
    pessoas = [_achado(_linha(linha), _outro_nome(linha, outros_nomes, texto)) for linha in linhas]
    outros = [
        ResultadoBusca(
            especie="cargo", id=c.id, titulo=f"{c.nome} {c.simbolo}".strip(), detalhe=f"Cargo · {c.grupo}".rstrip(" ·")
        )
        for c in cargos
    ] + [
        ResultadoBusca(
            especie="processo",
            id=p.servidor_id,
            titulo=f"{p.tipo} nº {p.numero}" + (f", de {formatar_data(p.data)}" if p.data is not None else ""),
            detalhe=p.nome,
        )
        for p in papeis
    ]
    # Somebody's name comes first, but never hides everything else.
    cabem = max(limite - len(outros), limite - limite // 4)
    dica = "Grafia parecida" if vinculos else "Você quis dizer?"
    sugeridas = (ResultadoBusca(especie="sugestao", id=0, titulo=g, detalhe=dica) for g in grafias)
    return (*(*pessoas[:cabem], *outros)[:limite], *sugeridas)


def sugestoes(ctx: Contexto, *, texto: str) -> tuple[str, ...]:
    """Return other spellings of a text that finds nobody, or few: those that find somebody, the likeliest first."""
    with ctx.banco.leitura() as conexao:
        return busca.quis_dizer(conexao, texto)


def _outro_nome(linha: consultas.LinhaDePessoa, outros: Mapping[int, Sequence[str]], texto: str) -> str:
    """Return the social or former name by which somebody was found, when the name shown does not say why."""
    do_nome = chave_busca(linha.nome).split()
    faltam = [t for t in chave_busca(texto).split() if not any(palavra.startswith(t) for palavra in do_nome)]
    for nome in outros.get(linha.servidor_id, ()):
        if any(palavra.startswith(t) for t in faltam for palavra in chave_busca(nome).split()):
            return nome
    return ""


def _achado(linha: LinhaServidor, outro_nome: str) -> ResultadoBusca:
    numero = matricula.formatar(linha.matricula) if linha.matricula else "sem matrícula"
    tambem = f"também {outro_nome}" if outro_nome else ""
    partes = (tambem, numero, linha.cargo, linha.unidade, linha.situacao.rotulo)
    return ResultadoBusca(
        especie="servidor", id=linha.servidor_id, titulo=linha.nome, detalhe=" · ".join(p for p in partes if p)
    )


def _linha(linha: consultas.LinhaDePessoa) -> LinhaServidor:
    valores = linha._asdict()
    valores["situacao"] = Situacao(linha.situacao)
    valores["carater"] = Carater(linha.carater)
    tipo = linha.proximo_prazo_tipo
    valores["proximo_prazo_tipo"] = TipoPrazo(tipo) if tipo is not None else None
    return LinhaServidor(**valores)


# ------------------------------------------------------------------ one person


@protegida
def ficha(ctx: Contexto, *, servidor_id: int, hoje: date) -> Ficha:
    """Return everything a person's file shows.  ErroDominio when there is no such person."""
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        dados = dados_da_pessoa(conexao, servidor_id)
        moveis = ajustados(ctx, conexao, regimes, hoje)
        try:
            lida = montar_ficha(
                conexao, servidor_id, dados, regimes=regimes, moveis=moveis, hoje=hoje,
                com_sigilo=ctx.pode(Permissao.VER_SAUDE),
            )  # fmt: skip
        except (PessoaEmQuarentena, EntradaIlegivel) as erro:
            from .fichas_quarentena import ficha_em_quarentena

            lida = ficha_em_quarentena(conexao, servidor_id, dados, erro, moveis=moveis, hoje=hoje)
    acessos.anotar(ctx, "servidor", servidor_id, partes_da_ficha(ctx, lida))
    return lida


@protegida
def pessoa(ctx: Contexto, *, servidor_id: int) -> DadosPessoa:
    """Return a person's data.  ErroDominio when there is no such person."""
    with ctx.banco.leitura() as conexao:
        return dados_da_pessoa(conexao, servidor_id)


@exige(Permissao.CADASTRAR)
def atualizar_pessoa(ctx: Contexto, *, servidor_id: int, dados: DadosPessoa) -> None:
    """Enter a change of a person's data in the book, and refold what depends on the birth date.

    ErroDominio for a wrong CPF or PIS, a CPF of somebody else, no name, a birth after the first act.
    """
    with ctx.banco.escrita() as conexao:
        gravar_dados_em(ctx, conexao, ctx.operacao(conexao, "Dados pessoais"), servidor_id, dados)


def gravar_dados_em(
    ctx: Contexto,
    conexao: Conexao,
    operacao: Operacao,
    servidor_id: int,
    dados: DadosPessoa,
    *,
    campos: Collection[str] | None = None,
) -> None:
    """Do what `atualizar_pessoa` does inside an open transaction; ``campos`` are those that change, all without it."""
    antes = dados_da_pessoa(conexao, servidor_id)
    dados = com_cpf_inteiro(dados, antes.cpf)
    _conferir_nascimento(ctx, conexao, servidor_id, dados)
    identidade.gravar_pessoa(conexao, operacao, servidor_id, dados, campos=campos)
    if dados.nascimento != antes.nascimento:
        vida = ler_vida(conexao, servidor_id).vida
        gravar_vidas(conexao, (projecao.calcular(ctx.regimes_em(conexao), servidor_id, vida),))


def _conferir_nascimento(ctx: Contexto, conexao: Conexao, servidor_id: int, dados: DadosPessoa) -> None:
    if dados.nascimento is None:
        return
    hoje = ctx.relogio.hoje()
    if dados.nascimento > hoje:
        raise ErroDominio(
            f"A data de nascimento, {formatar_data(dados.nascimento)}, ainda não chegou. "
            "Nada foi gravado; confira a data."
        )
    primeiro = min((ato.data for ato in efetivos(ler_vida(conexao, servidor_id).atos)), default=None)
    if primeiro is not None and dados.nascimento >= primeiro:
        raise ErroDominio(
            f"O nascimento em {formatar_data(dados.nascimento)} não é anterior ao primeiro ato da pessoa, de "
            f"{formatar_data(primeiro)}. Nada foi gravado; confira a data."
        )


@exige(Permissao.CADASTRAR)
def atribuir_matricula(ctx: Contexto, *, vinculo_id: int, matricula: str) -> None:
    """Enter the matrícula of a vínculo in the book.  ErroDominio when it is not one, or is somebody else's."""
    with ctx.banco.escrita() as conexao:
        operacao = ctx.operacao(conexao, "Matrícula")
        if not consultas.vinculos_da_chave(conexao, matricula=None, cpf=None, id_=vinculo_id):
            raise ErroDominio("O vínculo não existe. Nada foi gravado; atualize a tela.")
        identidade.gravar_matricula(conexao, operacao, vinculo_id, matricula)


def dados_da_pessoa(conexao: Conexao, servidor_id: int) -> DadosPessoa:
    """Return the registered data of a person.  ErroDominio when there is no such person."""
    linha = consultas_da_ficha.servidor(conexao, servidor_id)
    if linha is None:
        raise ErroDominio("A pessoa não está registrada. Nada foi alterado; atualize a lista de servidores.")
    valores: dict[str, Any] = {c.name: linha._mapping[c.name] for c in dataclasses.fields(DadosPessoa)}
    valores["nomes_anteriores"] = tuple(json.loads(linha.nomes_anteriores or "[]"))
    return DadosPessoa(**valores)
