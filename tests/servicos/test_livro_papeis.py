"""The book of papers: gaps explained, and the book of a year on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import livro_papeis, minutas, papeis
from bahiaservidor.servicos.tipos import PedidoAto
from tests.documentos.amostras import ler
from tests.documentos.apoio import fora_das_margens, sem_memoria

from .cenario import HOJE, Cenario, cenario


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def minuta(c: Cenario, indice: int) -> int:
    nomeado = c.nomear(indice)
    pedido = PedidoAto(tipo="posse", conteudo={"data": "2026-03-02"}, servidor_id=nomeado.servidor_id)
    preparada = minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE)
    minutas.emitir(c.ctx, minuta_id=preparada.id)
    return preparada.id


def emitir_termo(c: Cenario, indice: int) -> None:
    nomeado = c.nomear(indice)
    posse = c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10")
    papeis.emitir(c.ctx, papel=papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE))


def do_ano(c: Cenario, **outros: Any) -> Any:
    pedido: dict[str, Any] = {"especie": "termo_posse", "orgao_id": c.orgao, "ano": 2026, "hoje": HOJE}
    return livro_papeis.livro_do_ano(c.ctx, **(pedido | outros))


def test_cada_numero_sem_papel_tem_explicacao(c: Cenario) -> None:
    cancelada, _aberta = minuta(c, 0), minuta(c, 1)
    minutas.anular(c.ctx, minuta_id=cancelada, motivo="nomeação tornada sem efeito")
    emitir_termo(c, 2)
    faltam = livro_papeis.lacunas(c.ctx, especie="termo_posse", orgao_id=c.orgao, ano=2026)
    assert [(f.numeros, f.motivo) for f in faltam] == [
        ("1/2026", "Minuta de Candidato 1, sem efeito (nomeação tornada sem efeito): o número não se repete."),
        ("2/2026", "Minuta de Candidato 2, à espera de confirmação."),
    ]
    assert livro_papeis.lacunas(c.ctx, especie="minuta_termo_posse", orgao_id=c.orgao, ano=2026) == ()


def test_o_livro_do_ano_tem_abertura_indice_e_encerramento(c: Cenario) -> None:
    cancelada = minuta(c, 0)
    minutas.anular(c.ctx, minuta_id=cancelada, motivo="desistência")
    emitir_termo(c, 1)
    emitir_termo(c, 2)
    papel = do_ano(c)
    texto = " ".join(ler(papel.pdf))
    for trecho in (
        "TERMO DE ABERTURA", "termo de posse emitidos em 2026 por Secretaria da Administração", "2/2026",
        "Candidato 3", "sem efeito (desistência)", "TERMO DE ENCERRAMENTO",
        "2 documentos, do nº 2 ao nº 3, e 1 número sem documento", "em 02/03/2026",
    ):  # fmt: skip
        assert trecho in texto, trecho
    assert sem_memoria(papel.pdf, papel.memoria) == set()
    assert fora_das_margens(papel.pdf) == []
    emitido = papeis.emitir(c.ctx, papel=papel)
    assert (emitido.especie, emitido.numero) == ("indice_livro", "1/2026")


def test_o_livro_vazio_e_o_que_nao_tem_livro(c: Cenario) -> None:
    assert "não tem documentos" in " ".join(ler(do_ano(c, ano=2025).pdf))
    errados: tuple[dict[str, Any], ...] = ({"especie": "cerimonia_posse"}, {"ano": 2027})
    for errado in errados:
        with pytest.raises(ErroDominio, match="Só há livro"):
            do_ano(c, **errado)
