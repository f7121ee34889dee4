"""The book of papers issued: what there is, the numbers without a paper and why, and the book of a year on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..documentos import livro_documentos as documento
from ..estatuto.erros import ErroDominio
from ..registro.conexao import Conexao
from ..registro.consultas import livro_papeis as consultas
from ..registro.consultas.livro_papeis import LinhaLivro as LinhaLivro
from ..relogio import fuso_da_bahia
from . import modelos_documento
from .conferencia_documentos import dados_do_papel
from .contexto import Contexto
from .numeracao import TIPO_MINUTA
from .papeis_emissao import Papel, gemeos_de, memoria_de, nome_da_especie, por_ordem
from .papeis_peca import cabecalho, orgao_da_instalacao, papel_da_peca
from .permissoes import Permissao, exige
from .protecao import protegida
from .tipos.livro import DetalheDoPapel, NoLivro, Origem

_MAIS_LACUNAS: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacuna:
    """Numbers in a row that no paper has, and why."""

    de: int
    ate: int
    ano: int
    motivo: str

    @property
    def numeros(self) -> str:
        """The numbers in words."""
        return f"{self.de}/{self.ano}" if self.de == self.ate else f"{self.de} a {self.ate}/{self.ano}"

    @property
    def quantos(self) -> int:
        """How many numbers."""
        return self.ate - self.de + 1


@protegida
def linhas(
    ctx: Contexto, *, especie: str | None = None, orgao_id: int | None = None, ano: int | None = None
) -> tuple[LinhaLivro, ...]:
    """Return the papers issued that match, the latest first, with órgão and person."""
    with ctx.banco.leitura() as conexao:
        return tuple(consultas.linhas(conexao, especie=especie, orgao_id=orgao_id, ano=ano))


@protegida
def linha(ctx: Contexto, *, documento_id: int) -> LinhaLivro:
    """Return one paper.  ErroDominio when there is none such."""
    with ctx.banco.leitura() as conexao:
        achada = consultas.por_id(conexao, documento_id)
    if achada is None:
        raise ErroDominio("O documento emitido não existe. Nada foi alterado; atualize a lista.")
    return achada


def lacunas(ctx: Contexto, *, especie: str, orgao_id: int, ano: int) -> tuple[Lacuna, ...]:
    """Return the numbers below the highest that no paper of the kind, órgão and year has, and why each is so.

    A kind kept by order of issue has none.
    """
    with ctx.banco.leitura() as conexao:
        dela = consultas.linhas(conexao, especie=especie, orgao_id=orgao_id, ano=ano)
        return _lacunas(conexao, especie, orgao_id, ano, dela)


@exige(Permissao.EMITIR_DOCUMENTO)
def livro_do_ano(ctx: Contexto, *, especie: str, orgao_id: int, ano: int, hoje: date) -> Papel:
    """Return the book of a kind, órgão and year: opening, index, numbers without a paper, closing.

    ErroDominio for a kind kept by order of issue, or a year to come.
    """
    if por_ordem(especie) or ano > hoje.year:
        raise ErroDominio(
            "Só há livro das espécies com numeração própria, de anos que já começaram. Nada foi emitido; escolha outra "
            "espécie ou outro ano."
        )
    with ctx.banco.leitura() as conexao:
        dela = sorted(
            consultas.linhas(conexao, especie=especie, orgao_id=orgao_id, ano=ano), key=lambda linha: linha.numero
        )
        faltam = _lacunas(conexao, especie, orgao_id, ano, dela)
        orgao = cabecalho(conexao, orgao_id or None)
        dono = orgao_id or orgao_da_instalacao(conexao)
        dados = documento.DadosLivro(
            orgao=orgao,
            nome_do_orgao=orgao.nome,
            especie=nome_da_especie(especie),
            ano=ano,
            em=hoje,
            papeis=[_no_indice(linha) for linha in dela],
            lacunas=[(falta.numeros, falta.motivo) for falta in faltam],
            quantas_lacunas=sum(falta.quantos for falta in faltam),
        )
        modelo = modelos_documento.modelo(conexao, "livro_documentos", dono)
    peca = documento.montar(dados, modelo)
    return papel_da_peca(peca, ano=hoje.year, orgao_id=dono, assunto=peca.assunto)


# ------------------------------------------------------------------ inside


def _no_indice(linha: LinhaLivro) -> documento.NoIndice:
    return documento.NoIndice(
        numero=linha.numero,
        assunto=linha.titulo.partition(" – ")[2] or linha.titulo,
        emitido_em=linha.emitido_em.astimezone(fuso_da_bahia()).date(),
        emitido_por=linha.emitido_por,
        codigo=linha.codigo,
        hash=linha.hash,
    )


def _lacunas(conexao: Conexao, especie: str, orgao_id: int, ano: int, dela: Sequence[LinhaLivro]) -> tuple[Lacuna, ...]:
    if por_ordem(especie) or not dela:
        return ()
    tipo = TIPO_MINUTA.get(especie)
    minutas = consultas.numeros_das_minutas(conexao, tipo, ano) if tipo is not None else {}
    tem = {linha.numero for linha in dela}
    faltam = (n for n in range(1, max(tem) + 1) if n not in tem)
    outros = {}
    if tipo is not None:
        todas = consultas.linhas(conexao, especie=especie, ano=ano)
        outros = {linha.numero: linha.orgao for linha in todas if linha.orgao_id != orgao_id}
    return tuple(_agrupar(((n, _motivo(minutas.get(n), outros.get(n))) for n in faltam), ano))


def _motivo(minuta: consultas.NumeroDeMinuta | None, outro: str | None) -> str:
    if minuta is None:
        return (
            f"Tomado por documento de {outro}." if outro else "Sem explicação no registro: confira o arquivo em papel."
        )
    de = f" de {minuta.nome}" if minuta.nome else ""
    if minuta.estado == "sem_efeito":
        porque = f" ({minuta.motivo})" if minuta.motivo else ""
        return f"Minuta{de}, sem efeito{porque}: o número não se repete."
    if minuta.estado == "confirmada":
        return f"Termo{de}, assinado a partir da minuta; o termo da posse registrada ainda não foi emitido."
    return f"Minuta{de}, à espera de confirmação."


def _agrupar(faltam: Iterable[tuple[int, str]], ano: int) -> list[Lacuna]:
    """Return the missing numbers, those in a row with the same reason together."""
    grupos: list[Lacuna] = []
    for numero, motivo in faltam:
        if grupos and grupos[-1].ate == numero - 1 and grupos[-1].motivo == motivo:
            grupos[-1] = Lacuna(de=grupos[-1].de, ate=numero, ano=ano, motivo=motivo)
        elif len(grupos) < _MAIS_LACUNAS:
            grupos.append(Lacuna(de=numero, ate=numero, ano=ano, motivo=motivo))
    return grupos


# ------------------------------------------------------------------ what the screens ask


def do_livro(ctx: Contexto) -> dict[int, NoLivro]:
    """Return what the book says of each paper, by id."""
    return {
        linha.id: NoLivro(
            documento_id=linha.id,
            orgao_id=linha.orgao_id,
            orgao=linha.orgao,
            ano=linha.ano,
            pessoa=linha.pessoa,
            matricula=linha.matricula,
            modelo_versao=linha.modelo_versao,
        )
        for linha in linhas(ctx)
    }


@protegida
def detalhe(ctx: Contexto, *, documento_id: int) -> DetalheDoPapel:
    """Return everything kept of a paper.  ErroDominio when there is none such."""
    achada = linha(ctx, documento_id=documento_id)
    origens = (
        Origem(data=entrada.data, rotulo=entrada.rotulo, origem=entrada.origem, passos=entrada.passos)
        for entrada in memoria_de(ctx, documento_id=documento_id)
    )
    return DetalheDoPapel(
        documento_id=documento_id,
        dados=dados_do_papel(achada),
        origens=tuple(sorted(origens, key=lambda origem: (origem.data, origem.rotulo))),
        derivados=gemeos_de(ctx, documento_id=documento_id),
    )
