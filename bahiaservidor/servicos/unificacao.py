"""Identity: the same person registered twice, an act or a vínculo in a namesake's file.

What moves is entered again in the right file and estornado in the wrong one: nothing is erased, and nothing is refused,
for what was accepted is a fact.  What the right file makes fail is told before, and flagged after.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos import cpf as formato_do_cpf
from ..registro import livro
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import emendas as consultas
from ..registro.consultas import ficha as consultas_da_ficha
from ..registro.consultas import provimento as consultas_de_provimento
from ..registro.vidas import Leitura, ler_vidas
from . import identidade, segunda_pessoa
from .acompanhamento_vinculos import passar_com_os_atos
from .contexto import Contexto
from .fichas import ROTULOS_DE_CADASTRO
from .frases import enumerar
from .lote import Lote
from .permissoes import Permissao, exige
from .pessoas import dados_da_pessoa
from .protecao import com_cpf_inteiro, protegida
from .tipos import DadosPessoa
from .tipos.emendas import CampoAlterado, EmendaRegistrada, ParDuplicado, PessoaNaPrevia, PreviaIdentidade
from .unificacao_atos import Mudanca, lancar_mudanca, planejar, prever, vindos_de

# ------------------------------------------------------------------ the same person, twice


@protegida
def possiveis_duplicados(ctx: Contexto, *, limite: int = 200) -> tuple[ParDuplicado, ...]:
    """Return pairs of records that may be of one person: the same name, and nothing that tells them apart."""
    with ctx.banco.leitura() as conexao:
        linhas = consultas.pares_parecidos(conexao, limite)
    return tuple(
        ParDuplicado(
            servidor_id=linha.id,
            outro_id=linha.o_id,
            nome=linha.nome,
            outro_nome=linha.o_nome,
            nascimento=linha.nascimento or linha.o_nascimento,
            razao=_razao(linha),
        )
        for linha in linhas
    )


def _razao(linha: Any) -> str:
    if linha.nascimento is not None and linha.nascimento == linha.o_nascimento:
        return "Mesmo nome e mesmo nascimento"
    return "Mesmo nome, e um dos dois sem CPF ou sem nascimento"


@protegida
def previa_fundir(ctx: Contexto, *, manter: int, duplicado: int, hoje: date) -> PreviaIdentidade:
    """Return what merging a duplicate into the record to keep would do.  Changes nothing."""
    with ctx.banco.leitura() as conexao:
        recusa = _recusa_de_fundir(conexao, manter, duplicado)
        if recusa:
            return PreviaIdentidade(frase="Unificação de cadastros.", recusa=recusa)
        leituras = ler_vidas(conexao, (manter, duplicado))
        mantido, outro = _dados(conexao, manter), _dados(conexao, duplicado)
        juntos = _juntar(mantido, outro)
        mudanca = planejar(leituras[duplicado], leituras[manter], None)
        prevista = prever(ctx, mudanca, hoje, nascimento=juntos.nascimento)
        pessoas = tuple(_pessoa(conexao, leituras[id_], d_) for id_, d_ in ((manter, mantido), (duplicado, outro)))
    return replace(
        prevista,
        frase=f"Tudo o que está na ficha nº {duplicado} ({outro.nome}) passa à ficha nº {manter} ({mantido.nome}); "
        "a outra sai das listas e da busca, e fica no Histórico.",
        pessoas=pessoas,
        campos=_campos(mantido, outro),
        avisos=(*_avisos_de_dados(mantido, outro), *prevista.avisos),
    )


@exige(Permissao.UNIFICAR)
def fundir(
    ctx: Contexto, *, manter: int, duplicado: int, motivo: str, dados: DadosPessoa | None = None, hoje: date
) -> EmendaRegistrada:
    """Merge a duplicate into the record to keep: its vínculos, with their numbers, its papers, its prepared acts.

    ``dados`` is what the kept record will say; without it, what it lacks comes from the duplicate.  ErroDominio without
    motivo, for a record already merged, or for two CPFs when ``dados`` does not say which.
    """
    _exigir_motivo(motivo)
    with ctx.banco.escrita() as conexao:
        recusa = _recusa_de_fundir(conexao, manter, duplicado)
        if recusa:
            raise ErroDominio(f"{recusa} Nada foi alterado.")
        mantido, outro = _dados(conexao, manter), _dados(conexao, duplicado)
        dados = None if dados is None else com_cpf_inteiro(dados, mantido.cpf, outro.cpf)
        if dados is None and mantido.cpf and outro.cpf and mantido.cpf != outro.cpf:
            raise ErroDominio(
                "Os dois cadastros têm CPF, e são diferentes. Nada foi alterado; confira se é mesmo a mesma pessoa e "
                "informe os dados certos."
            )
        operacao = ctx.operacao(conexao, "Unificação de cadastros")
        leituras = ler_vidas(conexao, (manter, duplicado))
        mudanca = planejar(leituras[duplicado], leituras[manter], None)
        # The CPF is one person's: the duplicate lets go of it first.
        lancar_cadastro(
            conexao, operacao, sujeito_tipo="servidor", sujeito_id=duplicado,
            conteudo={"cpf": None, "unificado_em": manter},
        )  # fmt: skip
        identidade.gravar_pessoa(conexao, operacao, manter, dados or _juntar(mantido, outro))
        consultas.passar_pessoa(conexao, duplicado, manter)
        consultas.enderecar_minutas(conexao, duplicado, manter)
        _marcar(ctx, conexao, operacao, manter, "Unificação de cadastros")
        atos = _mudar(ctx, conexao, operacao, mudanca, motivo, hoje, unificacao=True)
    quantos = len(mudanca.atos)
    passou = "1 ato passou" if quantos == 1 else f"{quantos} atos passaram"
    return EmendaRegistrada(
        atos=atos,
        servidores=(manter, duplicado),
        operacao_id=operacao.id,
        mensagem=f"Cadastros unificados: {passou} à ficha de {(dados or mantido).nome}.",
    )


@exige(Permissao.UNIFICAR)
def separar(ctx: Contexto, *, duplicado: int, motivo: str, hoje: date) -> EmendaRegistrada:
    """Take a merge back: the vínculos that came from the record return to it, and it is in the lists again.

    The CPF stays with the record that was kept; the data of both are for the clerk to put right.  ErroDominio without
    motivo, or for a record that was not merged.
    """
    _exigir_motivo(motivo)
    with ctx.banco.escrita() as conexao:
        linha = consultas_da_ficha.servidor(conexao, duplicado)
        if linha is None or linha.unificado_em is None:
            raise ErroDominio(f"A ficha nº {duplicado} não foi unificada em outra. Nada foi alterado.")
        manter = int(linha.unificado_em)
        leituras = ler_vidas(conexao, (manter, duplicado))
        operacao = ctx.operacao(conexao, "Separação de cadastros")
        lancar_cadastro(
            conexao, operacao, sujeito_tipo="servidor", sujeito_id=duplicado, conteudo={"unificado_em": None}
        )
        _marcar(ctx, conexao, operacao, duplicado, "Separação de cadastros")
        atos: list[int] = []
        for vinculo_id in vindos_de(leituras[manter], duplicado):
            mudanca = planejar(leituras[manter], leituras[duplicado], vinculo_id)
            atos += _mudar(ctx, conexao, operacao, mudanca, motivo, hoje)
            consultas.enderecar_minutas(conexao, manter, duplicado, (vinculo_id,))
            leituras = ler_vidas(conexao, (manter, duplicado))
    return EmendaRegistrada(
        atos=tuple(atos),
        servidores=(duplicado, manter),
        operacao_id=operacao.id,
        mensagem=f"Cadastros separados: a ficha de {linha.nome} voltou às listas. Confira os dados das duas.",
    )


def _recusa_de_fundir(conexao: Conexao, manter: int, duplicado: int) -> str:
    if manter == duplicado:
        return "É o mesmo cadastro: escolha dois."
    for id_ in (manter, duplicado):
        linha = consultas_da_ficha.servidor(conexao, id_)
        if linha is None:
            return f"A ficha nº {id_} não existe."
        if linha.unificado_em is not None:
            return f"A ficha nº {id_} ({linha.nome}) já foi unificada na ficha nº {linha.unificado_em}."
    return ""


def _juntar(mantido: DadosPessoa, outro: DadosPessoa) -> DadosPessoa:
    """Return the kept data with what it lacks taken from the other; the other's name is kept as a former one."""
    faltam = {
        c.name: getattr(outro, c.name)
        for c in dataclasses.fields(DadosPessoa)
        if c.name != "nomes_anteriores" and getattr(mantido, c.name) in (None, "")
    }
    nomes = dict.fromkeys((*mantido.nomes_anteriores, outro.nome, *outro.nomes_anteriores))
    nomes.pop(mantido.nome, None)
    return replace(mantido, **faltam, nomes_anteriores=tuple(nomes))


def _campos(mantido: DadosPessoa, outro: DadosPessoa) -> tuple[CampoAlterado, ...]:
    return tuple(
        CampoAlterado(
            campo=campo, rotulo=rotulo, de=_texto(getattr(mantido, campo)), para=_texto(getattr(outro, campo))
        )
        for campo, rotulo in ROTULOS_DE_CADASTRO.items()
        if hasattr(mantido, campo) and getattr(mantido, campo) != getattr(outro, campo)
    )


def _texto(valor: Any) -> str:
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    if isinstance(valor, tuple):
        return enumerar(valor) or "(em branco)"
    return str(valor) if valor not in (None, "") else "(em branco)"


def _avisos_de_dados(mantido: DadosPessoa, outro: DadosPessoa) -> tuple[str, ...]:
    avisos = []
    if mantido.cpf and outro.cpf and mantido.cpf != outro.cpf:
        numeros = f"{formato_do_cpf.formatar(mantido.cpf)} e {formato_do_cpf.formatar(outro.cpf)}"
        avisos.append(f"Os CPFs são diferentes ({numeros}): confira se é a mesma pessoa.")
    if mantido.nascimento and outro.nascimento and mantido.nascimento != outro.nascimento:
        avisos.append("As datas de nascimento são diferentes: confira se é a mesma pessoa.")
    return tuple(avisos)


# ------------------------------------------------------------------ acts in a namesake's file


@protegida
def previa_mover_vinculo(ctx: Contexto, *, vinculo_id: int, para: int, hoje: date) -> PreviaIdentidade:
    """Return what passing a whole vínculo to another person's file would do.  Changes nothing."""
    with ctx.banco.leitura() as conexao:
        de, recusa = _de_quem_move(conexao, vinculo_id, para)
        if recusa:
            return PreviaIdentidade(frase="Passar um vínculo a outra ficha.", recusa=recusa)
        leituras = ler_vidas(conexao, (de, para))
        mudanca = planejar(leituras[de], leituras[para], vinculo_id)
        return _com_pessoas(conexao, prever(ctx, mudanca, hoje), leituras, de, para, "O vínculo")


@exige(Permissao.UNIFICAR)
def mover_vinculo(ctx: Contexto, *, vinculo_id: int, para: int, motivo: str, hoje: date) -> EmendaRegistrada:
    """Pass a whole vínculo, with its number, acts and papers, to another person's file.

    ErroDominio without motivo, or when there is no such vínculo or person, or it already is that person's.
    """
    _exigir_motivo(motivo)
    with ctx.banco.escrita() as conexao:
        de, recusa = _de_quem_move(conexao, vinculo_id, para)
        if recusa:
            raise ErroDominio(f"{recusa} Nada foi alterado.")
        leituras = ler_vidas(conexao, (de, para))
        mudanca = planejar(leituras[de], leituras[para], vinculo_id)
        operacao = ctx.operacao(conexao, "Vínculo passado a outra ficha")
        _marcar(ctx, conexao, operacao, de, "Vínculo passado a outra ficha")
        atos = _mudar(ctx, conexao, operacao, mudanca, motivo, hoje)
        consultas.enderecar_minutas(conexao, de, para, (vinculo_id,))
    return _feita(atos, mudanca, operacao, "Vínculo passado à outra ficha")


@protegida
def previa_mover_atos(ctx: Contexto, *, atos: Sequence[int], para_vinculo: int, hoje: date) -> PreviaIdentidade:
    """Return what passing some acts to another vínculo, of this or another person, would do.  Changes nothing."""
    with ctx.banco.leitura() as conexao:
        de, para, recusa = _de_quem_passa(conexao, atos, para_vinculo)
        if recusa:
            return PreviaIdentidade(frase="Passar atos a outra ficha.", recusa=recusa)
        leituras = ler_vidas(conexao, (de, para))
        mudanca = planejar(leituras[de], leituras[para], None, so=atos, destino=para_vinculo)
        if mudanca.recusa:
            return PreviaIdentidade(frase="Passar atos a outra ficha.", recusa=mudanca.recusa)
        o_que = "O ato" if len(atos) == 1 else f"Os {len(atos)} atos"
        return _com_pessoas(conexao, prever(ctx, mudanca, hoje), leituras, de, para, o_que)


@exige(Permissao.UNIFICAR)
def mover_atos(ctx: Contexto, *, atos: Sequence[int], para_vinculo: int, motivo: str, hoje: date) -> EmendaRegistrada:
    """Pass some acts, with their corrections, to another vínculo, of this or another person.

    ErroDominio without motivo, for acts of several people or no longer in force, and for the act that opens a vínculo,
    which moves with the whole of it.
    """
    _exigir_motivo(motivo)
    with ctx.banco.escrita() as conexao:
        de, para, recusa = _de_quem_passa(conexao, atos, para_vinculo)
        leituras = ler_vidas(conexao, (de, para)) if not recusa else {}
        mudanca = planejar(leituras[de], leituras[para], None, so=atos, destino=para_vinculo) if leituras else None
        if mudanca is None or mudanca.recusa:
            raise ErroDominio(f"{recusa or (mudanca.recusa if mudanca else '')} Nada foi alterado.")
        operacao = ctx.operacao(conexao, "Atos passados a outra ficha")
        _marcar(ctx, conexao, operacao, de, "Atos passados a outra ficha")
        feitos = _mudar(ctx, conexao, operacao, mudanca, motivo, hoje)
    return _feita(feitos, mudanca, operacao, "Atos passados" if len(atos) > 1 else "Ato passado")


def _de_quem_move(conexao: Conexao, vinculo_id: int, para: int) -> tuple[int, str]:
    de = consultas_de_provimento.servidor_do_vinculo(conexao, vinculo_id)
    if de is None:
        return 0, "O vínculo não existe."
    if de == para:
        return de, "O vínculo já é desta pessoa."
    return de, _recusa_do_destino(conexao, para)


def _recusa_do_destino(conexao: Conexao, para: int) -> str:
    linha = consultas_da_ficha.servidor(conexao, para)
    if linha is None:
        return f"A ficha nº {para} não existe."
    if linha.unificado_em is not None:
        return f"A ficha nº {para} já foi unificada na ficha nº {linha.unificado_em}."
    return ""


def _de_quem_passa(conexao: Conexao, atos: Sequence[int], para_vinculo: int) -> tuple[int, int, str]:
    para = consultas_de_provimento.servidor_do_vinculo(conexao, para_vinculo)
    if para is None:
        return 0, 0, "O vínculo de destino não existe."
    entradas = [livro.ler_entrada(conexao, id_) for id_ in atos]
    donos = {e.servidor_id for e in entradas if e is not None and e.tipo != livro.CADASTRO}
    if None in entradas or len(donos) != 1:
        return 0, para, "Escolha atos de uma só pessoa."
    de = donos.pop()
    if de is None:
        return 0, para, "Este ato não é de uma pessoa."
    return de, para, ""


# ------------------------------------------------------------------ what all share


def _marcar(ctx: Contexto, conexao: Conexao, operacao: livro.Operacao, de_quem: int, o_que: str) -> None:
    segunda_pessoa.marcar(
        ctx, conexao, operacao_id=operacao.id, especie=segunda_pessoa.UNIFICACAO, servidor_id=de_quem, rotulo=o_que
    )


def _mudar(
    ctx: Contexto,
    conexao: Conexao,
    operacao: livro.Operacao,
    mudanca: Mudanca,
    motivo: str,
    hoje: date,
    *,
    unificacao: bool = False,
) -> tuple[int, ...]:
    atos = lancar_mudanca(conexao, operacao, mudanca, motivo=motivo.strip(), hoje=hoje, unificacao=unificacao)
    if mudanca.vinculos:
        consultas.passar_vinculos(conexao, mudanca.vinculos, mudanca.para.servidor_id)
    Lote.abrir(conexao, ctx.regimes).refazer(dict.fromkeys((mudanca.de.servidor_id, mudanca.para.servidor_id)))
    if mudanca.destino is not None:
        passar_com_os_atos(conexao, operacao, {a.vinculo for a in mudanca.atos if a.vinculo}, mudanca.destino)
    return atos


def _feita(atos: tuple[int, ...], mudanca: Mudanca, operacao: livro.Operacao, o_que: str) -> EmendaRegistrada:
    return EmendaRegistrada(
        atos=atos,
        servidores=tuple(dict.fromkeys((mudanca.para.servidor_id, mudanca.de.servidor_id))),
        operacao_id=operacao.id,
        mensagem=f"{o_que}; o Histórico das duas guarda o que constava.",
    )


def _com_pessoas(
    conexao: Conexao, previa: PreviaIdentidade, leituras: dict[int, Leitura], de: int, para: int, o_que: str
) -> PreviaIdentidade:
    pessoas = tuple(_pessoa(conexao, leituras[id_], _dados(conexao, id_)) for id_ in dict.fromkeys((de, para)))
    plural = "passam" if o_que.startswith("Os") else "passa"
    return replace(
        previa,
        frase=f"{o_que} {plural} da ficha de {pessoas[0].nome} para a de {pessoas[-1].nome}; "
        "os lançamentos de antes ficam no Histórico.",
        pessoas=pessoas,
    )


def _pessoa(conexao: Conexao, leitura: Leitura, dados: DadosPessoa) -> PessoaNaPrevia:
    return PessoaNaPrevia(
        servidor_id=leitura.servidor_id,
        nome=dados.nome,
        cpf=dados.cpf,
        nascimento=dados.nascimento,
        vinculos=len(leitura.vida.vinculos),
        atos=len(leitura.atos),
        papeis=consultas.papeis(conexao, leitura.servidor_id),
    )


def _dados(conexao: Conexao, servidor_id: int) -> DadosPessoa:
    return dados_da_pessoa(conexao, servidor_id)


def _exigir_motivo(motivo: str) -> None:
    if not motivo.strip():
        raise ErroDominio("Escreva o motivo. Nada foi alterado.")
