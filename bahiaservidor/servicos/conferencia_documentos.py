"""Whether a file, or a code read on paper, is a paper issued by this registry, and whether it was changed since."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from ..documentos import leitura_pdf
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos import matricula
from ..estatuto.formatos.datas import formatar_data
from ..registro.conexao import Conexao
from ..registro.consultas import livro_papeis as consultas
from ..registro.consultas import papeis as consultas_de_papeis
from ..registro.consultas.livro_papeis import LinhaLivro
from ..relogio import fuso_da_bahia
from .contexto import Contexto
from .papeis_emissao import PDF, nome_da_especie
from .papeis_segunda_via import COPIA, SEGUNDA_VIA
from .permissoes import Permissao, exige

MAIOR_ARQUIVO: Final = 200 * 1024 * 1024
"""Bytes; a batch of thousands of termos is a tenth of it."""

_DIGITOS: Final = 32
_NO_QR: Final = re.compile(r"BAHIASERVIDOR:[^:]*:[^:]*:([0-9A-F]{32})\s*\Z", re.IGNORECASE)


class ArquivoIlegivel(ErroDominio):
    """What was brought cannot be read at all: empty, or too large."""


def grande_demais() -> ArquivoIlegivel:
    """Return the refusal of a file beyond `MAIOR_ARQUIVO`, which need not be read to be refused."""
    return ArquivoIlegivel(
        f"O arquivo passa de {MAIOR_ARQUIVO // 1024 // 1024} MB, mais do que qualquer documento deste registro. "
        "Nada foi alterado; escolha outro."
    )


class Veredito(StrEnum):
    """What a file turned out to be."""

    INALTERADO = "inalterado"
    GEMEO = "gemeo"
    SEGUNDA_VIA = "segunda_via"
    ACRESCIDO = "acrescido"
    ALTERADO = "alterado"
    CODIGO_CONHECIDO = "codigo_conhecido"
    CODIGO_DESCONHECIDO = "codigo_desconhecido"
    ALHEIO = "alheio"
    NAO_PDF = "nao_pdf"
    ILEGIVEL = "ilegivel"

    @property
    def nosso(self) -> bool:
        """Tell whether the file is a paper of this registry, unaltered."""
        return self in (Veredito.INALTERADO, Veredito.GEMEO, Veredito.SEGUNDA_VIA, Veredito.ACRESCIDO)

    @property
    def titulo(self) -> str:
        """The verdict in few words."""
        return _TITULOS[self]


_TITULOS: Final = {
    Veredito.INALTERADO: "Documento deste registro, sem alteração",
    Veredito.GEMEO: "Documento deste registro, em outro formato, sem alteração",
    Veredito.SEGUNDA_VIA: "Segunda via emitida por este registro, sem alteração",
    Veredito.ACRESCIDO: "Documento deste registro, com assinatura acrescentada",
    Veredito.ALTERADO: "Não é o documento emitido: foi alterado ou regravado",
    Veredito.CODIGO_CONHECIDO: "O código é de um documento deste registro",
    Veredito.CODIGO_DESCONHECIDO: "O código não é de documento deste registro",
    Veredito.ALHEIO: "Não é documento deste registro",
    Veredito.NAO_PDF: "Não é documento deste registro, nem é um PDF",
    Veredito.ILEGIVEL: "O PDF não pôde ser lido",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conferido:
    """The verdict on a file or code, in words.

    ``documento_id`` is the paper it is, or claims to be; ``dados`` are its labelled data, empty when there is none.
    """

    veredito: Veredito
    frase: str
    documento_id: int | None = None
    servidor_id: int | None = None
    dados: tuple[tuple[str, str], ...] = ()

    @property
    def nosso(self) -> bool:
        """Tell whether it is a paper of this registry, unaltered."""
        return self.veredito.nosso


@exige(Permissao.VERIFICAR)
def conferir(ctx: Contexto, *, dados: bytes) -> Conferido:
    """Return what a file is.  ArquivoIlegivel when it is empty or beyond `MAIOR_ARQUIVO`."""
    if not dados:
        raise ArquivoIlegivel("O arquivo está vazio, e não há o que conferir. Nada foi alterado; escolha outro.")
    if len(dados) > MAIOR_ARQUIVO:
        raise grande_demais()
    with ctx.banco.leitura() as conexao:
        iguais = consultas.com_hashes(conexao, [sha256(dados).hexdigest()])
        if iguais:
            return _igual(conexao, iguais)
        if not leitura_pdf.eh_pdf(dados):
            return Conferido(
                veredito=Veredito.NAO_PDF,
                frase="O arquivo não é um PDF e não é igual a nenhum documento guardado. Planilhas e textos só são "
                "reconhecidos quando todos os bytes são os que foram emitidos: salvos de novo, deixam de ser.",
            )
        comecos = leitura_pdf.resumos_dos_comecos(dados)
        achados = consultas.com_hashes(conexao, comecos)
        if achados:
            guardado = _bytes(conexao, achados[0])
            return _acrescido(dados, achados[0], guardado, len(dados) - comecos[achados[0].hash])
        lido = leitura_pdf.ler(dados)
        if lido is None:
            return Conferido(
                veredito=Veredito.ILEGIVEL,
                frase="O arquivo diz ser um PDF, mas está danificado, pede senha ou tem páginas demais, e não é "
                "igual a nenhum documento guardado.",
            )
        return _pelo_codigo(conexao, lido)


@exige(Permissao.VERIFICAR)
def conferir_codigo(ctx: Contexto, *, codigo: str) -> Conferido:
    """Return which paper has a code, typed from the footer or read from the QR.

    ErroDominio when it does not have 32 digits.
    """
    no_qr = _NO_QR.search(codigo.strip())
    limpo = no_qr[1].upper() if no_qr else re.sub(r"[\s.\-]", "", codigo).upper()
    if not re.fullmatch(rf"[0-9A-F]{{{_DIGITOS}}}", limpo):
        raise ErroDominio(
            f"O código tem {_DIGITOS} sinais, de 0 a 9 e de A a F, em oito grupos de quatro, e foram digitados "
            f"{len(limpo)}. Nada foi alterado; copie-o do rodapé do documento."
        )
    with ctx.banco.leitura() as conexao:
        achados = consultas.com_codigos(conexao, [limpo])
    if not achados:
        return Conferido(veredito=Veredito.CODIGO_DESCONHECIDO, frase=_DESCONHECIDO.format(codigo=em_grupos(limpo)))
    linha = achados[0]
    return _sobre(
        linha,
        Veredito.CODIGO_CONHECIDO,
        f"O código é de {_citar(linha)}. Abra o documento guardado e compare-o com o papel, página por página: o "
        "código diz de que documento se trata, não que o papel está como saiu.",
    )


_DESCONHECIDO: Final = (
    "O código {codigo} não é de nenhum documento guardado neste registro. Pode ser de outro órgão, ou de outro arquivo "
    "de registro: confira com quem o emitiu."
)


def em_grupos(codigo: str) -> str:
    """Return a code in groups of four, as the footer shows it."""
    return " ".join(codigo[i : i + 4] for i in range(0, len(codigo), 4))


def dados_do_papel(linha: LinhaLivro) -> tuple[tuple[str, str], ...]:
    """Return the labelled data of an issued paper: what it is, who issued it, when, from which texts, whose."""
    local = linha.emitido_em.astimezone(fuso_da_bahia())
    numero = f"matrícula {matricula.formatar(linha.matricula)}" if linha.matricula else ""
    pessoa = " – ".join(filter(None, (linha.pessoa, numero)))
    pares = (
        ("Documento", linha.titulo),
        ("Espécie", nome_da_especie(linha.especie)),
        ("Número", f"{linha.numero}/{linha.ano}"),
        ("Órgão", linha.orgao or "sem órgão"),
        ("Pessoa", pessoa),
        ("Emitido em", f"{formatar_data(local.date())}, às {local:%H:%M}"),
        ("Emitido por", linha.emitido_por),
        ("Versão do modelo", linha.modelo_versao),
        ("Código", em_grupos(linha.codigo)),
        ("SHA-256", linha.hash),
        ("Lote", linha.lote),
    )
    return tuple((rotulo, valor) for rotulo, valor in pares if valor)


# ------------------------------------------------------------------ inside


def _igual(conexao: Conexao, iguais: list[LinhaLivro]) -> Conferido:
    linha = iguais[0]
    if linha.especie in (SEGUNDA_VIA, COPIA):
        origem = consultas.por_id(conexao, linha.origem_id) if linha.origem_id is not None else None
        if linha.especie == COPIA and origem is not None and origem.origem_id is not None:
            origem = consultas.por_id(conexao, origem.origem_id)
        de = f" de {_citar(origem)}" if origem is not None else ""
        so = "a folha de rosto da segunda via" if linha.especie == SEGUNDA_VIA else "a segunda via, com folha de rosto,"
        return _sobre(linha, Veredito.SEGUNDA_VIA, f"Todos os bytes são os que foram guardados: é {so}{de}.")
    if linha.midia != PDF:
        return _sobre(
            linha, Veredito.GEMEO, f"Todos os bytes são os que foram guardados com {_citar(linha)}, em outro formato."
        )
    return _sobre(linha, Veredito.INALTERADO, f"Todos os bytes são os que foram emitidos: é {_citar(linha)}.")


def _acrescido(dados: bytes, linha: LinhaLivro, guardado: bytes, sobra: int) -> Conferido:
    if b"/ByteRange" in dados[-sobra:] and leitura_pdf.mesma_figura(guardado, dados):
        return _sobre(
            linha,
            Veredito.ACRESCIDO,
            f"Os bytes emitidos de {_citar(linha)} estão inteiros no começo do arquivo, e as páginas são as mesmas. "
            f"Depois deles há {_bytes_a_mais(sobra)} a mais, com assinatura: se ela vale, diz conferir-assinatura.",
        )
    return _sobre(
        linha,
        Veredito.ALTERADO,
        f"O arquivo começa com {_citar(linha)}, mas depois dos bytes emitidos há "
        f"{_bytes_a_mais(sobra)} a mais, o que não é só assinatura e pode mudar o que se vê. Use o documento guardado.",
    )


def _bytes_a_mais(quantos: int) -> str:
    return "1 byte" if quantos == 1 else f"{quantos} bytes"


def _pelo_codigo(conexao: Conexao, lido: leitura_pdf.Lido) -> Conferido:
    if not lido.codigos:
        return Conferido(
            veredito=Veredito.ALHEIO,
            frase="O PDF não traz código de documento deste programa e não é igual a nenhum documento guardado.",
        )
    achados = [linha for linha in consultas.com_codigos(conexao, lido.codigos[:400]) if linha.midia == PDF]
    if not achados:
        return Conferido(
            veredito=Veredito.CODIGO_DESCONHECIDO, frase=_DESCONHECIDO.format(codigo=em_grupos(lido.codigos[0]))
        )
    linha = achados[0]
    confronto = _comparar(lido, leitura_pdf.ler(_bytes(conexao, linha)))
    return _sobre(
        linha,
        Veredito.ALTERADO,
        f"O arquivo diz ser {_citar(linha)}, mas os bytes não são os emitidos: foi alterado, digitalizado ou salvo de "
        f"novo por outro programa. {confronto} Use o documento guardado.",
    )


def _comparar(lido: leitura_pdf.Lido, guardado: leitura_pdf.Lido | None) -> str:
    if guardado is None:
        return "O documento guardado não pôde ser comparado."
    if lido.paginas != guardado.paginas:
        return f"Tem {_paginas(lido.paginas)}, e o emitido tem {_paginas(guardado.paginas)}."
    outras = [n for n, (a, b) in enumerate(zip(lido.textos, guardado.textos, strict=True), start=1) if a != b]
    if not outras:
        return (
            "O número de páginas e o texto delas são iguais aos do emitido, o que não garante o resto (figuras, "
            "traços, sobreposições)."
        )
    onde = ", ".join(map(str, outras[:10])) + (" e outras" if len(outras) > 10 else "")
    return f"O texto difere do emitido na página {onde}." if len(outras) == 1 else f"O texto difere nas páginas {onde}."


def _paginas(quantas: int) -> str:
    return "1 página" if quantas == 1 else f"{quantas} páginas"


def _citar(linha: LinhaLivro) -> str:
    local = linha.emitido_em.astimezone(fuso_da_bahia())
    orgao = f", de {linha.orgao}" if linha.orgao else ""
    por = f" por {linha.emitido_por}" if linha.emitido_por else ""
    return f"“{linha.titulo}”{orgao}, emitido em {formatar_data(local.date())}{por}"


def _sobre(linha: LinhaLivro, veredito: Veredito, frase: str) -> Conferido:
    return Conferido(
        veredito=veredito,
        frase=frase,
        documento_id=linha.id,
        servidor_id=linha.servidor_id,
        dados=dados_do_papel(linha),
    )


def _bytes(conexao: Conexao, linha: LinhaLivro) -> bytes:
    guardado = consultas_de_papeis.conteudo(conexao, linha.id)
    return b"" if guardado is None else guardado[1]
