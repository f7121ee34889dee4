"""Certidão de tempo de serviço: periods, deductions, additions, totals, and the criterion at the foot (rule C10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor, Ressalva, Signatario
from bahiaservidor.documentos.peca import (
    Assinam,
    Assinatura,
    Campo,
    Campos,
    DataImpressa,
    LocalData,
    Parte,
    Peca,
    Subtitulo,
    Tabela,
    Texto,
    partes_da_ressalva,
)
from bahiaservidor.documentos.textos import ModeloTexto, destaque
from bahiaservidor.documentos.valores import Celula, Servidor, campos_do_servidor, linha_da_tabela, ou_lacuna


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaCertidao:
    """One line of the count: ``dias`` with the sign they have in the sum; ``nota`` explains them."""

    rotulo: str
    de: Celula
    ate: Celula
    dias: int
    fundamento: str = ""
    nota: str = ""
    fonte: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VinculoCertidao:
    """One vínculo: what was served, what is taken away, what is kept for information, and the sum."""

    titulo: str
    periodos: tuple[LinhaCertidao, ...]
    descontos: tuple[LinhaCertidao, ...]
    mantidos: tuple[LinhaCertidao, ...] = ()
    efetivo: int = 0
    concomitantes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosCertidao:
    """A whole count; totals in days, told in parts by ``partes`` (years of 365 days, months of 30)."""

    orgao: OrgaoEmissor
    servidor: Servidor
    em: DataImpressa
    vinculos: Sequence[VinculoCertidao]
    averbacoes: tuple[LinhaCertidao, ...]
    por_finalidade: tuple[tuple[str, int], ...]
    efetivo: int
    concomitantes: int
    averbado: int
    total: int
    partes_do_efetivo: tuple[int, int, int]
    partes_do_total: tuple[int, int, int]
    ressalvas: tuple[Ressalva, ...] = ()
    assinada_em: DataImpressa | None = None
    """None: the place and date are left to be filled by hand (a certidão of another day)."""
    responsavel: Signatario = Signatario()
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()


def peca(dados: DadosCertidao, modelo: ModeloTexto) -> Peca:
    """Return the certidão."""
    servidor = dados.servidor
    grupos: list[Sequence[Parte]] = [
        [Texto(texto=modelo.paragrafo("abertura", servidor=destaque(servidor.nome), em=ou_lacuna(dados.em)))],
        [Campos(titulo="De quem se certifica", linhas=campos_do_servidor(servidor))],
    ]
    nada = str(modelo.paragrafo("nada_consta"))
    for vinculo in dados.vinculos:
        grupos += _do_vinculo(vinculo, modelo, nada)
    averbacoes = _tabela("Tempo averbado: somam-se", dados.averbacoes, nada)
    grupos.append([averbacoes])
    if dados.averbacoes:
        grupos.append([Texto(texto=modelo.paragrafo("averbacao_nota"), pequeno=True)])
    grupos += _totais(dados)
    grupos.append([Texto(texto=modelo.paragrafo("certifica", **_por_extenso(dados)))])
    grupos += partes_da_ressalva(dados.ressalvas)
    # Above the signatures, so that nobody signs a number without how it was reached.
    grupos.append(_criterio(dados, modelo))
    grupos.append(
        [
            LocalData(data=None if dados.assinada_em is None else dados.assinada_em.data),
            Assinam(
                itens=modelo.assinar(
                    Assinatura(dados.responsavel.nome, "Responsável pela contagem", dados.responsavel.cargo or ""),
                    Assinatura(None, "Chefia do órgão de pessoal"),
                )
            ),
        ]
    )
    return Peca(
        chave="certidao_tempo",
        titulo=modelo.titulo,
        assunto=f"{servidor.nome}, em {ou_lacuna(dados.em)}",
        orgao=dados.orgao,
        grupos=grupos,
        identificacao=dados.identificacao,
        nome_corrente=servidor.nome,
    )


def _criterio(dados: DadosCertidao, modelo: ModeloTexto) -> list[Parte]:
    chaves = ["criterio_dias", "criterio_partes", "criterio_fora", "criterio_concomitancia", "criterio_anterior"]
    if dados.partes_do_total[1] == 12 or dados.partes_do_efetivo[1] == 12:
        chaves.insert(2, "criterio_doze_meses")
    notas = [Texto(texto=modelo.paragrafo(chave), marca=f"{n}.", pequeno=True) for n, chave in enumerate(chaves, 1)]
    return [Subtitulo(texto="Critério da contagem"), *notas]


def _do_vinculo(vinculo: VinculoCertidao, modelo: ModeloTexto, nada: str) -> list[Sequence[Parte]]:
    grupos: list[Sequence[Parte]] = [
        [Subtitulo(texto=vinculo.titulo), _tabela("Períodos", vinculo.periodos, str(modelo.paragrafo("sem_exercicio")))]
    ]
    if vinculo.periodos:
        grupos.append([_tabela("Deduções", vinculo.descontos, nada)])
        if vinculo.mantidos:
            grupos.append([_tabela("Contam, e nada se deduz", vinculo.mantidos, nada)])
    soma = [Campo("Efetivo exercício neste vínculo", dias(vinculo.efetivo), negrito=True)]
    if vinculo.concomitantes:
        soma.append(Campo("Já contados em vínculo anterior", dias(vinculo.concomitantes)))
    grupos.append([Campos(titulo="Soma do vínculo", linhas=[soma])])
    return grupos


def _tabela(titulo: str, linhas: Sequence[LinhaCertidao], vazia: str) -> Tabela:
    return Tabela(
        titulo=titulo,
        colunas=("O que é", "De", "Até", "Fundamento e origem", "Dias"),
        pesos=(3, 1.15, 1.15, 3.2, 0.85),
        linhas=[
            (
                linha.rotulo,
                *linha_da_tabela((linha.de, linha.ate)),
                ". ".join(x.rstrip(".") for x in (linha.fundamento, linha.nota, linha.fonte) if x) or "—",
                milhar(linha.dias),
            )
            for linha in linhas
        ],
        direita=(4,),
        vazia=vazia,
    )


def _totais(dados: DadosCertidao) -> list[Sequence[Parte]]:
    linhas = [
        [
            Campo("Efetivo exercício", dias(dados.efetivo), negrito=True),
            Campo("Em anos, meses e dias", em_palavras(dados.partes_do_efetivo), 2),
        ],
        [
            Campo("Total, com o averbado", dias(dados.total), negrito=True),
            Campo("Em anos, meses e dias", em_palavras(dados.partes_do_total), 2),
        ],
    ]
    parcelas = [Campo("Averbado", dias(dados.averbado)), Campo("Dias concomitantes", dias(dados.concomitantes))]
    parcelas += [Campo(f"Averbado para {nome.lower()}", dias(quantos)) for nome, quantos in dados.por_finalidade]
    linhas += [parcelas[i : i + 3] for i in range(0, len(parcelas), 3)]
    return [[Campos(titulo="Totais", linhas=linhas)]]


def _por_extenso(dados: DadosCertidao) -> dict[str, str | None]:
    return {
        "em": ou_lacuna(dados.em),
        "efetivo": destaque(dias(dados.efetivo)),
        "partes_do_efetivo": em_palavras(dados.partes_do_efetivo),
        "averbado": dias(dados.averbado),
        "total": destaque(dias(dados.total)),
        "partes_do_total": em_palavras(dados.partes_do_total),
    }


def milhar(numero: int) -> str:
    """Return a number with a point at each thousand and a true minus sign."""
    return f"{numero:,}".replace(",", ".").replace("-", "−")


def dias(quantos: int) -> str:
    """Return days in words."""
    return "1 dia" if quantos == 1 else f"{milhar(quantos)} dias"


def em_palavras(partes: tuple[int, int, int]) -> str:
    """Return years, months and days in words."""
    anos, meses, resto = partes
    return (
        f"{anos} {'ano' if anos == 1 else 'anos'}, {meses} {'mês' if meses == 1 else 'meses'} e "
        f"{resto} {'dia' if resto == 1 else 'dias'}"
    )
