"""auditar, selo, verificador and expurgar, as a user types them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bahiaservidor.servicos import auditoria, pessoas

from .base import Executar

CPF = "111.444.777-35"


def test_sela_audita_e_compara_com_o_papel(executar: Executar, banco: Path, tmp_path: Path) -> None:
    feito = executar("selo", "--banco", banco, "--json").json
    assert (feito["numero"], len(feito["codigo"])) == (1, 64)
    assert executar("selo", "--banco", banco).saida.startswith("Selo nº 1, de ")
    impresso = f"1:{' '.join(feito['codigo'][i : i + 4] for i in range(0, 64, 4))}"
    certo = executar("auditar", "--banco", banco, "--selo", impresso, "--json")
    assert certo.situacao == 0
    assert certo.json == {
        "integra": True, "atos": feito["entradas"], "trilha": feito["trilha"], "selos": 1, "documentos": 0,
        "comparados": 1, "falhas": [],
    }  # fmt: skip
    assert executar("auditar", "--banco", banco, "--selo", "1:" + "0" * 64).situacao == 1
    assert "não é um selo" in executar("auditar", "--banco", banco, "--selo", "um").erros
    with closing(sqlite3.connect(banco, isolation_level=None)) as shell:
        shell.execute("DROP TRIGGER ato_nao_altera")
        shell.execute("UPDATE ato SET conteudo = '{}' WHERE id = 20")
    errado = executar("auditar", "--banco", banco)
    assert errado.situacao == 1
    assert "Primeiro registro ruim: ato 20: o conteúdo não é o que foi registrado" in errado.saida


def test_o_termo_e_o_conferidor_se_gravam(executar: Executar, banco: Path, tmp_path: Path) -> None:
    feito = executar("selo", "--banco", banco, "--saida", tmp_path / "termo.pdf", "--json")
    assert feito.json["titulo"] == "Termo de selo do registro nº 1/2026 – selo nº 1"
    assert (tmp_path / "termo.pdf").read_bytes().startswith(b"%PDF")
    assert executar("verificador", "--saida", tmp_path).situacao == 0
    assert (tmp_path / auditoria.CONFERIDOR).read_bytes() == auditoria.conferidor()
    assert executar("verificador", "--saida", tmp_path / "não há" / "x.py").situacao == 2


def test_expurgar_pede_confirmacao(executar: Executar, banco: Path) -> None:
    with closing(sqlite3.connect(banco)) as shell:
        (ato,) = shell.execute("SELECT ato_id FROM ato_sigilo ORDER BY ato_id LIMIT 1").fetchone()
    pedido = ("expurgar", ato, "--motivo", "Pedido do titular.", "--fundamento", "LGPD, art. 18, VI", "--banco", banco)
    previsto = executar(*pedido)
    assert (previsto.situacao, "Nada foi apagado" in previsto.saida) == (1, True)
    feito = executar(*pedido, "--confirmo")
    assert feito.situacao == 0
    assert f"Apagados os dados sigilosos do ato {ato}" in feito.saida
    assert executar(*pedido, "--confirmo").frase.startswith(f"O ato {ato} não guarda dado sigiloso")
    assert executar("auditar", "--banco", banco).situacao == 0
    assert executar("verificar", "--banco", banco).situacao == 0


def test_um_defeito_nao_diz_no_erro_o_que_se_digitou(
    executar: Executar, banco: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quebrar(*_: object, **__: object) -> None:
        raise RuntimeError(f"Jurema, CPF {CPF}")

    monkeypatch.delenv("BAHIASERVIDOR_DEPURAR", raising=False)
    monkeypatch.setattr(pessoas, "localizar", quebrar)
    feito = executar("documento", "ficha_funcional", CPF, "--saida", banco.with_name("x.pdf"), "--banco", banco)
    assert feito.situacao == 1
    assert "RuntimeError" in feito.frase
    for marca in ("Jurema", CPF):
        assert marca not in feito.erros
