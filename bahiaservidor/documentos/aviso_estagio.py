"""Notices of the estágio: an evaluation, or the submission to homologação, is due (art. 27; rules S2 and S3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor, Signatario
from bahiaservidor.documentos.peca import (
    Assinam,
    Assinatura,
    Campo,
    Campos,
    DataImpressa,
    LocalData,
    Parte,
    Peca,
    Quadrinho,
    Subtitulo,
    Tabela,
    Texto,
)
from bahiaservidor.documentos.textos import ModeloTexto, destaque, lacuna, matricula_formatada
from bahiaservidor.documentos.valores import Servidor, campos_do_servidor, escrita, ou_lacuna

SUBMISSAO: Final = 0
"""The number of what is no evaluation, but the submission of all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Devido:
    """One evaluation (by number), or the submission (`SUBMISSAO`), due of a person, and how its day was reached."""

    servidor: Servidor
    numero: int
    exercicio: DataImpressa
    vence: DataImpressa
    meses: int
    dias_suspensos: int
    vencido: bool
    dispositivo: str
    passos: tuple[str, ...]
    chefe: str | None = None
    comissao: tuple[str, ...] = ()
    fim: DataImpressa | None = None
    """End of the estágio, from which the submission is counted backward."""

    @property
    def o_que(self) -> str:
        """What is due, in words."""
        return "Submissão à homologação" if self.numero == SUBMISSAO else f"{self.numero}ª avaliação"


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosAviso:
    """A notice about one person; ``em`` is its day."""

    orgao: OrgaoEmissor
    devido: Devido
    em: DataImpressa
    responsavel: Signatario = Signatario()
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosAvisoUnidade:
    """A notice about everybody of a unit in a period; ``de`` None: also what was due before."""

    orgao: OrgaoEmissor
    unidade: str
    de: DataImpressa | None
    ate: DataImpressa
    devidos: Sequence[Devido]
    em: DataImpressa
    responsavel: Signatario = Signatario()
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()


def aviso(dados: DadosAviso, modelo: ModeloTexto) -> Peca:
    """Return the notice about one person."""
    devido, servidor = dados.devido, dados.devido.servidor
    submissao = devido.numero == SUBMISSAO
    situacao = "vencido" if devido.vencido else "a_vencer"
    valores = {
        "destinatario": destaque(devido.chefe),
        "servidor": destaque(servidor.nome),
        "numero": str(devido.numero),
        "vence": ou_lacuna(devido.vence),
        "fim": ou_lacuna(devido.fim),
    }
    conta = [
        Campo("Entrada em exercício", escrita(devido.exercicio)),
        Campo("Meses contados", str(devido.meses), 0.8),
        Campo("Dias que não contam", str(devido.dias_suspensos), 0.9),
        Campo("Último dia", escrita(devido.vence), negrito=True),
    ]
    if submissao:
        conta.insert(3, Campo("Fim do estágio", escrita(devido.fim)))
    grupos: list[Sequence[Parte]] = [
        [Texto(texto=modelo.paragrafo("destinatario", **valores), alinhar="esquerda")],
        [Texto(texto=modelo.paragrafo(situacao, **valores))],
        [Campos(titulo="Servidor em estágio probatório", linhas=campos_do_servidor(servidor, com_cpf=False))],
        [Campos(titulo=f"{devido.o_que}: como se chegou ao dia", linhas=[conta])],
        *_passos(devido.passos),
        *([Texto(texto=modelo.paragrafo(chave))] for chave in ("providencia", "consequencia")),
        *_copia(devido, modelo),
        _fecho(modelo, dados.em, dados.responsavel, devido.chefe),
    ]
    return Peca(
        chave="aviso_submissao" if submissao else "aviso_avaliacao",
        titulo=modelo.titulo,
        assunto=f"{devido.o_que} – {servidor.nome}",
        orgao=dados.orgao,
        grupos=grupos,
        identificacao=dados.identificacao,
        nome_corrente=servidor.nome,
    )


def aviso_da_unidade(dados: DadosAvisoUnidade, modelo: ModeloTexto) -> Peca:
    """Return the notice about everybody of a unit, with the steps of each date after the list."""
    valores = {
        "unidade": destaque(dados.unidade),
        "de": ou_lacuna(dados.de),
        "ate": ou_lacuna(dados.ate),
        "quantos": str(len(dados.devidos)),
    }
    linhas = [
        (
            ", ".join(filter(None, (d.servidor.nome, matricula_formatada(d.servidor.pessoa.matricula)))),
            d.o_que,
            escrita(d.exercicio) or "—",
            str(d.dias_suspensos),
            f"{escrita(d.vence)}{' (vencida)' if d.vencido else ''}",
            d.chefe or "a designar",
        )
        for d in dados.devidos
    ]
    tabela = Tabela(
        titulo="Devidas no período",
        colunas=(
            "Servidor e matrícula",
            "O que é devido",
            "Exercício",
            "Não contam",
            "Último dia",
            "Chefia que avalia",
        ),
        pesos=(3.1, 1.7, 1.2, 0.8, 1.3, 2),
        linhas=linhas,
        vazia=str(modelo.paragrafo("ninguem")),
    )
    grupos: list[Sequence[Parte]] = [
        [Texto(texto=modelo.paragrafo("abertura" if dados.de is not None else "abertura_ate", **valores))],
        [tabela],
    ]
    if dados.devidos:
        grupos.append([Texto(texto=modelo.paragrafo("providencia"))])
        # The steps go on to as many pages as they need: each person's stay together.
        for numero, devido in enumerate(dados.devidos, start=1):
            texto = modelo.paragrafo(
                "memoria", servidor=destaque(devido.servidor.nome), o_que=devido.o_que, passos=" ".join(devido.passos)
            )
            parte = Texto(texto=texto, marca=f"{numero}.", pequeno=True)
            titulo = Subtitulo(texto="Como se chegou a cada dia")
            grupos.append([titulo, parte] if numero == 1 else [parte])
    grupos.append(_fecho(modelo, dados.em, dados.responsavel, None))
    return Peca(
        chave="aviso_unidade",
        titulo=modelo.titulo,
        assunto=f"{dados.unidade}, até {ou_lacuna(dados.ate)}",
        orgao=dados.orgao,
        grupos=grupos,
        identificacao=dados.identificacao,
        nome_corrente=dados.unidade,
    )


def _passos(passos: Sequence[str]) -> list[Sequence[Parte]]:
    titulo = Subtitulo(texto="Memória do cálculo")
    # Built by the program from the registry: escaped as any other value.
    partes = [
        Texto(texto=_simples(passo), marca=f"{numero}.", pequeno=True) for numero, passo in enumerate(passos, start=1)
    ]
    return [[titulo, *partes]] if partes else []


def _copia(devido: Devido, modelo: ModeloTexto) -> list[Sequence[Parte]]:
    if not devido.comissao:
        return []
    return [[Texto(texto=modelo.paragrafo("comissao", comissao="; ".join(devido.comissao)))]]


def _simples(texto: str) -> str:
    return ModeloTexto(arquivo="", versao="", titulo="", textos={"t": "{t}"}).paragrafo("t", t=texto)


def _fecho(modelo: ModeloTexto, em: DataImpressa, responsavel: Signatario, chefe: str | None) -> list[Parte]:
    return [
        LocalData(data=em.data),
        Assinam(
            itens=[
                Assinatura(responsavel.nome, "Responsável pelo aviso", responsavel.cargo or ""),
                Assinatura(chefe, "Ciência da chefia imediata"),
            ]
        ),
        Quadrinho(texto=str(modelo.paragrafo("recebimento", data=DATA_A_PREENCHER, nome=lacuna(34)))),
    ]


DATA_A_PREENCHER: Final = "____/____/________"
