"""The command that puts a process together."""

from __future__ import annotations

from pathlib import Path

from .base import Executar
from .conftest import EM


def test_processo_grava_os_volumes_e_diz_o_que_falta(executar: Executar, banco: Path, tmp_path: Path) -> None:
    pessoas = executar("servidores", "--banco", banco, "--em", EM, "--json").json
    chave = next(pessoa["id"] for pessoa in pessoas if pessoa["situacao"] == "em_estagio_probatorio")
    pasta = tmp_path / "processo"
    comum = ("processo", chave, "--provimento", "posse", "--pasta", pasta, "--banco", banco, "--em", EM)
    assert "não existe" in executar(*comum).frase
    pasta.mkdir()
    assert "não tem nenhum documento" in executar(*comum).frase
    termo = executar("termo-posse", chave, "--saida", tmp_path / "termo.pdf", "--banco", banco, "--em", EM)
    assert termo.situacao == 0, termo.erros
    feito = executar(*comum, "--destino", "SAEB", "--json")
    assert feito.situacao == 0, feito.erros
    assert feito.json["indice"][0].startswith("Termo de posse (fl")
    assert "Laudo da Junta Médica Oficial" in feito.json["faltam"]
    (arquivo,) = feito.json["arquivos"]
    assert Path(arquivo).read_bytes().startswith(b"%PDF")
    assert Path(arquivo).parent == pasta
    assert executar(*comum[:3], "remocao", *comum[4:]).frase.startswith("Não há processo de “remocao”")
