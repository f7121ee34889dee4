"""The checklist of the posse: its shipped list, and what happens to one badly edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from bahiaservidor import caminhos
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import Carater
from bahiaservidor.servicos.conferencia import itens_da_posse, rotulo_do_item


def _chaves(carater: Carater, sexo: str = "") -> set[str]:
    return {item.chave for item in itens_da_posse(carater=carater, sexo=sexo)}


def test_twenty_documents_by_character() -> None:
    assert len(itens_da_posse()) == 20
    temporario = _chaves(Carater.TEMPORARIO)
    assert "parentesco" in temporario
    assert not temporario & {"diploma", "conselho", "curso_formacao", "escolha_municipio", "procuracao"}
    assert len(temporario) == 15
    permanente = _chaves(Carater.PERMANENTE)
    assert permanente == _chaves(Carater.VITALICIO)
    assert "parentesco" not in permanente
    assert len(permanente) == 19


def test_military_discharge_is_asked_of_men_and_of_whom_it_is_not_known() -> None:
    assert "quitacao_militar" not in _chaves(Carater.PERMANENTE, "F")
    assert "quitacao_militar" in _chaves(Carater.PERMANENTE, "M")
    assert "quitacao_militar" in _chaves(Carater.PERMANENTE)


def test_what_depends_says_on_what() -> None:
    for item in itens_da_posse():
        assert item.obrigatorio or item.condicao, item.chave
    assert [item.chave for item in itens_da_posse() if item.a_confirmar] == ["idoneidade"]


def test_words_of_a_key_of_the_book() -> None:
    assert rotulo_do_item("laudo") == "Laudo da Junta Médica Oficial"
    assert rotulo_do_item("item_de_outro_orgao") == "item_de_outro_orgao"


@pytest.mark.parametrize(
    "conteudo",
    [
        "isto não é toml",
        "[[itens]]\nchave = ''\nrotulo = 'x'\ncaracteres = []\nobrigatorio = 'sim'\n",
        "[[itens]]\nchave = 'a'\nrotulo = 'x'\ncaracteres = ['inventado']\nobrigatorio = 'sim'\n",
        "[[itens]]\nchave = 'a'\nrotulo = 'x'\ncaracteres = []\nobrigatorio = 'talvez'\n",
        "[[itens]]\nchave = 'a'\nrotulo = 3\ncaracteres = []\nobrigatorio = 'sim'\n",
        "[[itens]]\nchave = 'a'\nrotulo = 'x'\ncaracteres = []\nobrigatorio = 'sim'\n" * 2,
    ],
)
def test_a_list_badly_edited_is_said_in_one_sentence(
    conteudo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "modelos").mkdir()
    (tmp_path / "modelos" / "conferencia_posse.toml").write_text(conteudo, "utf-8")
    monkeypatch.setattr(caminhos, "recursos", lambda: tmp_path)
    with pytest.raises(ErroDominio, match="lista de conferência") as erro:
        itens_da_posse()
    assert "Nada foi alterado" in erro.value.mensagem
