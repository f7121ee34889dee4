"""What is accepted as a password (OWASP ASVS 5.0, V6.2), and how it is kept."""

from __future__ import annotations

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from bahiaservidor.servicos import senhas

from .apoio_usuarios import BARATO, SENHA, baratear

PROPRIAS = ("ana.lima", "Ana Beatriz de Lima", "Secretaria da Educação")


@pytest.mark.parametrize(
    "senha",
    [
        "12345678", "123456789", "1234567890", "87654321", "11111111", "12121212", "123123123", "11223344", "00000000",
        "password", "Password1", "P@ssw0rd", "p4ssw0rd!", "senha123", "Senha@2026", "minhasenha", "mudar123",
        "qwertyuiop", "1qaz2wsx", "qwer1234", "asdfghjkl", "1q2w3e4r", "zaq12wsx", "abcdefgh", "abcd1234", "159753159",
        "iloveyou", "flamengo", "flamengo10", "Corinthians1910", "jesuscristo", "deusefiel", "brasil2014", "gabriel1",
        "princesa", "mariaeduarda", "juliana123", "!Rafael!", "anaclara2010", "amorzinho", "sunshine", "trustno1",
        "superman", "01011990", "25/12/2000", "19900101", "drowssap", "starwars", "michelle", "ronaldinho", "aaaaaaaab",
        "Nossa-Senhora", "vascodagama", "palmeiras", "carlinhos", "saopaulo", "fernanda", "cachorro", "euteamo2",
    ],
)  # fmt: skip
def test_o_que_muita_gente_usa_e_recusado(senha: str) -> None:
    assert "mais usadas" in senhas.defeito(senha)


def test_as_tres_mil_mais_usadas_que_teriam_o_tamanho_sao_recusadas() -> None:
    longas = [senha for senha in FREQUENCY_LISTS["passwords"] if len(senha) >= senhas.MENOR]
    assert len(longas) > 3_000
    assert [senha for senha in longas if not senhas.comum(senha)] == []


@pytest.mark.parametrize(
    "senha", ["ana.lima2026", "AnaLima!", "beatrizlima", "bahiaservidor", "educacao2026", "Secretaria123", "3ducac40"]
)
def test_o_que_se_sabe_da_pessoa_e_do_orgao_e_recusado(senha: str) -> None:
    assert "quase só" in senhas.defeito(senha, proprias=PROPRIAS)


@pytest.mark.parametrize(
    "senha",
    [
        SENHA, "kr9vzqp2", "correct horse battery staple", "só letras minúsculas valem", "ÇÁÉ çáé ñ",
        "合言葉を八文字以上で決める",
        "😀 tijolo 😀 farinha", "  espaços no começo e no fim  ", "40028922 4002 7713 96", "a" * 63 + "b7q", "x9x9kq!w",
        "a Ana de Lima mora longe do mar e pesca",
    ],
)  # fmt: skip
def test_qualquer_composicao_serve(senha: str) -> None:
    assert senhas.defeito(senha, proprias=PROPRIAS) == ""


def test_o_tamanho_e_o_da_norma() -> None:
    assert "7 caracteres e o mínimo é 8" in senhas.defeito("kr9vzqp")
    assert "recomendado é 15" in senhas.defeito("")
    assert senhas.defeito("kr9vzqp2") == ""
    assert senhas.defeito("kr9 vzqp 2 " * 20 + "fim") == ""
    assert "mais de 256" in senhas.defeito("kr9 vzqp 2 " * 24)
    with pytest.raises(senhas.ErroDeSenha, match="A senha não foi mudada"):
        senhas.exigir_aceitavel("12345678")


def test_a_senha_guardada_e_argon2id_e_vale_como_foi_digitada(monkeypatch: pytest.MonkeyPatch) -> None:
    # Above what OWASP asks at least, and really spent: this is the only test that pays for it.
    guardada = senhas.resumir(SENHA)
    assert guardada.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert senhas.confere(guardada, SENHA)
    assert not senhas.precisa_refazer(guardada)
    for outra in (SENHA.upper(), SENHA + " ", SENHA[:-1], ""):
        assert not senhas.confere(guardada, outra)
    baratear(monkeypatch)
    assert senhas.precisa_refazer(guardada)
    assert senhas.resumir(SENHA) != senhas.resumir(SENHA)
    longa = "é" * 200
    assert senhas.confere(senhas.resumir(longa), longa)
    assert not senhas.confere(senhas.resumir(longa), longa[:-1] + "e")


def test_quem_nao_tem_senha_nao_entra_com_nenhuma(monkeypatch: pytest.MonkeyPatch) -> None:
    baratear(monkeypatch)
    for guardada in ("", "não é argon2"):
        for senha in ("", "qualquer"):
            assert not senhas.confere(guardada, senha)


def test_quem_nao_existe_custa_o_mesmo_trabalho(monkeypatch: pytest.MonkeyPatch) -> None:
    from argon2 import PasswordHasher

    baratear(monkeypatch)
    feitos: list[str] = []
    original = PasswordHasher.verify

    def contar(self: PasswordHasher, hash: str, password: str) -> bool:  # noqa: A002
        feitos.append(hash)
        return bool(original(self, hash, password))

    monkeypatch.setattr(PasswordHasher, "verify", contar)
    senhas.confere("", SENHA)
    senhas.confere(senhas.resumir(SENHA), "errada")
    custo = f"$argon2id$v=19$m={BARATO.memoria},t={BARATO.tempo},p={BARATO.vias}$"
    assert [h.startswith(custo) for h in feitos] == [True, True]


def test_senhas_provisorias_sao_aceitas_pelas_proprias_regras_e_nao_se_repetem() -> None:
    feitas = {senhas.provisoria() for _ in range(50)}
    assert len(feitas) == 50
    assert not any(senhas.defeito(senha, proprias=PROPRIAS) for senha in feitas)
