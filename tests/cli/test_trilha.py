"""The trail on the command line."""

from __future__ import annotations

from pathlib import Path

from ..servicos.apoio_acervo import despejo
from .base import Executar


def test_a_trilha_diz_quem_viu_quem(executar: Executar, banco: Path, tmp_path: Path) -> None:
    (linha, *_) = despejo(banco)["vinculo"]
    assert executar("dados-pessoais", linha[0], "--saida", tmp_path / "d.zip", "--banco", banco).situacao == 0
    feito = executar("trilha", "--pessoa", linha[0], "--banco", banco)
    assert feito.situacao == 0
    assert "exportou" in feito.saida
    assert "consultou" in feito.saida
    lidas = executar("trilha", "--acao", "exporta", "--json", "--banco", banco).json
    assert [x["objeto_id"] for x in lidas] == [linha[1]]
    assert "Nada na trilha" in executar("trilha", "--de-quem-fez", "ninguém", "--banco", banco).saida
