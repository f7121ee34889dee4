"""Entering: who errs waits, whoever it is; nobody learns who exists; the second factor serves once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import abertura, conta, senhas, usuarios, verificacao
from bahiaservidor.servicos import entrada_usuarios as entrada
from bahiaservidor.servicos import segundo_fator as fator
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.permissoes import NINGUEM, Papel, Permissao

from .apoio_usuarios import OUTRA, SENHA, RelogioMovel, baratear, com_administrador, registro, trilha


@pytest.fixture
def relogio() -> RelogioMovel:
    return RelogioMovel()


@pytest.fixture
def ctx(relogio: RelogioMovel, monkeypatch: pytest.MonkeyPatch) -> Iterator[Contexto]:
    baratear(monkeypatch)
    aberto = registro(relogio)
    com_administrador(aberto)
    yield aberto
    abertura.fechar(aberto)


def errar(ctx: Contexto, login: str = "ana.lima", senha: str = "errada", **mais: str) -> entrada.ErroDeAcesso:
    with pytest.raises(entrada.ErroDeAcesso) as erro:
        entrada.autenticar(ctx, login=login, senha=senha, **mais)
    return erro.value


def entrar(ctx: Contexto, **mais: str) -> None:
    ctx.entrar(entrada.autenticar(ctx, login="ana.lima", senha=SENHA, **mais))


# ------------------------------------------------------------------ waiting


def test_a_espera_cresce_e_tem_teto() -> None:
    assert [entrada.espera_de(n) for n in range(8)] == [0, 0, 0, 2, 4, 8, 16, 32]
    assert max(entrada.espera_de(n) for n in range(2000)) == entrada.MAIOR_ESPERA


@pytest.mark.parametrize("login", ["ana.lima", "ninguem.tem"])
def test_quem_erra_espera_exista_ou_nao(ctx: Contexto, relogio: RelogioMovel, login: str) -> None:
    ditos = []
    for _ in range(3):
        erro = errar(ctx, login)
        ditos.append((str(erro), erro.espera))
    assert ditos == [
        (entrada.ERRADOS, 0), (entrada.ERRADOS, 0),
        (f"{entrada.ERRADOS} A próxima tentativa pode ser feita em 2 segundos.", 2),
    ]  # fmt: skip
    # Meanwhile not even the right password is looked at.
    cedo = errar(ctx, login, SENHA)
    assert (cedo.mensagem, cedo.espera) == (
        "Houve tentativas erradas demais. Ninguém entrou; espere 2 segundos e tente de novo.", 2,
    )  # fmt: skip
    relogio.andar(seconds=2)
    assert errar(ctx, login).espera == 4
    relogio.andar(seconds=4)
    assert errar(ctx, login).espera == 8


def test_o_que_se_diz_e_se_espera_e_igual_para_quem_existe_e_quem_nao(ctx: Contexto, relogio: RelogioMovel) -> None:
    for segundos in (0, 0, 1, 3, 1, 60, 0, 400):
        relogio.andar(seconds=segundos)
        um, outro = errar(ctx, "ana.lima"), errar(ctx, "zulmira")
        assert (um.mensagem, um.espera) == (outro.mensagem, outro.espera)


def test_entrar_zera_as_falhas_e_um_dia_as_esquece(ctx: Contexto, relogio: RelogioMovel) -> None:
    for _ in range(2):
        errar(ctx)
    entrar(ctx)
    assert errar(ctx).espera == 0
    for _ in range(2):
        errar(ctx)
    relogio.andar(days=1, seconds=1)
    assert errar(ctx).espera == 0


def test_a_espera_atravessa_o_fim_do_programa(
    tmp_path: Path, relogio: RelogioMovel, monkeypatch: pytest.MonkeyPatch
) -> None:
    baratear(monkeypatch)
    caminho = tmp_path / "r.sqlite3"
    for vez in range(2):
        ctx = abertura.abrir(caminho, relogio=relogio, usuario="teste")
        if vez == 0:
            com_administrador(ctx)
            for login in ("ana.lima", "zulmira"):
                for _ in range(4):
                    relogio.andar(seconds=3)
                    errar(ctx, login)
        else:
            assert [errar(ctx, login).espera for login in ("ana.lima", "zulmira", "outra")] == [8, 4, 0]
        abertura.fechar(ctx)


def test_o_relogio_que_volta_nao_aumenta_a_espera(ctx: Contexto, relogio: RelogioMovel) -> None:
    for login in ("ana.lima", "zulmira"):
        for _ in range(3):
            errar(ctx, login)
        relogio.andar(days=-400)
        assert errar(ctx, login, SENHA).espera == 2
        relogio.andar(seconds=2)
        if login == "ana.lima":
            entrar(ctx)
        else:
            assert errar(ctx, login).espera == 4
    assert verificacao.verificar(ctx).integra


def test_um_sem_numero_de_logins_inventados_nao_enche_o_registro(ctx: Contexto) -> None:
    for n in range(40):
        errar(ctx, f"invasor{n}" * 20)
    with ctx.banco.leitura() as conexao:
        guardado = conexao.exec_driver_sql("SELECT valor FROM configuracao WHERE chave LIKE 'entrada%'").scalar_one()
    assert len(guardado) < 40 * 60
    assert "invasor" not in guardado


# ------------------------------------------------------------------ what the trail keeps


def test_o_que_se_digitou_no_campo_errado_nao_fica_na_trilha(ctx: Contexto) -> None:
    errar(ctx, "M1nh@S3nhaSecreta", "ana.lima")
    errar(ctx, "x\n2026-11-22 admin entrou\x1b[2J", "y")
    errar(ctx, senha="quase" + SENHA)
    textos = [" ".join(linha) for linha in trilha(ctx)]
    assert all(texto.isprintable() for texto in textos)
    assert "não há o usuário “m1nh@s…”" in textos[-3]
    assert "quase" not in textos[-1]
    assert not any("secreta" in texto.casefold() or "admin entrou" in texto for texto in textos)


def test_bytes_que_nao_sao_texto_nao_sao_de_ninguem(ctx: Contexto) -> None:
    with pytest.raises(ErroDominio, match="não conferem"):
        entrada.autenticar(ctx, login="an\udce3", senha="\udce3" * 20, codigo="\udce3")


def test_entrar_bloquear_e_sair_ficam_na_trilha(ctx: Contexto) -> None:
    entrar(ctx)
    ana = entrada.bloquear(ctx)
    assert ctx.sessao is NINGUEM
    assert not ctx.pode(Permissao.CONSULTAR)
    assert ana.usuario == "ana.lima"
    with pytest.raises(entrada.ErroDeAcesso):
        entrada.autenticar(ctx, login=ana.usuario, senha="errada", acao="desbloqueio")
    ctx.entrar(entrada.autenticar(ctx, login=ana.usuario, senha=SENHA, acao="desbloqueio"))
    entrada.sair(ctx)
    entrada.sair(ctx)
    assert [(q, a) for q, a, _ in trilha(ctx)[1:]] == [
        ("ana.lima", "entrada"), ("ana.lima", "bloqueio"), ("ana.lima", "entrada recusada"),
        ("ana.lima", "desbloqueio"), ("ana.lima", "saída"),
    ]  # fmt: skip


def test_confirmar_com_a_senha_de_outra_pessoa_tem_o_seu_nome_na_trilha(ctx: Contexto) -> None:
    entrada.autenticar(ctx, login="ana.lima", senha=SENHA, acao="confirma como segunda pessoa")
    assert trilha(ctx)[-1][1] == "confirma como segunda pessoa"
    assert ctx.usuario == "teste"


def test_a_senha_guardada_a_menor_custo_e_refeita_ao_entrar(ctx: Contexto, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(senhas, "CUSTO", senhas.Custo(tempo=2, memoria=16, vias=1))
    entrar(ctx)
    with ctx.banco.leitura() as conexao:
        guardada = conexao.exec_driver_sql("SELECT senha FROM usuario").scalar_one()
    assert "$m=16,t=2,p=1$" in guardada
    entrar(ctx)
    assert verificacao.verificar(ctx).integra


def test_num_registro_so_de_leitura_se_entra_e_se_espera_sem_gravar(
    tmp_path: Path, relogio: RelogioMovel, monkeypatch: pytest.MonkeyPatch
) -> None:
    baratear(monkeypatch)
    caminho = tmp_path / "r.sqlite3"
    ctx = abertura.abrir(caminho, relogio=relogio, usuario="teste")
    com_administrador(ctx)
    entrar(ctx)
    segredo = ligar(ctx, relogio)
    abertura.fechar(ctx)
    antes = caminho.read_bytes()
    monkeypatch.setattr("bahiaservidor.registro.banco.gravavel", lambda _: False)
    ctx = abertura.abrir(caminho, relogio=relogio, usuario="teste")
    try:
        assert ctx.banco.somente_leitura
        assert ctx.sessao is NINGUEM
        assert [errar(ctx).espera for _ in range(3)] == [0, 0, 2]
        assert errar(ctx, senha=SENHA).espera == 2
        relogio.andar(seconds=31)
        entrar(ctx, codigo=fator.codigo_de(segredo, relogio.agora()))
        errar(ctx, senha=SENHA, codigo=fator.codigo_de(segredo, relogio.agora()))
        entrada.bloquear(ctx)
    finally:
        abertura.fechar(ctx)
    assert caminho.read_bytes() == antes


# ------------------------------------------------------------------ the second factor


def ligar(ctx: Contexto, relogio: RelogioMovel) -> str:
    segredo = conta.propor_segundo_fator(ctx).segredo
    conta.ligar_segundo_fator(ctx, segredo=segredo, codigo=fator.codigo_de(segredo, relogio.agora()), senha=SENHA)
    relogio.andar(seconds=fator.PASSO)
    return segredo


def test_a_inscricao_mostra_o_segredo_em_texto_e_em_figura(ctx: Contexto) -> None:
    entrar(ctx)
    inscricao = conta.propor_segundo_fator(ctx)
    assert inscricao.qr.startswith(b"\x89PNG")
    assert inscricao.segredo == inscricao.em_grupos.replace(" ", "")
    assert len(inscricao.segredo) == 32  # 160 bits
    assert "otpauth://totp/bahiaservidor:ana.lima?secret=" in inscricao.endereco
    eu = usuarios.eu(ctx)
    assert eu is not None
    assert not eu.segundo_fator


def test_o_codigo_serve_numa_janela_de_um_passo_e_uma_so_vez(ctx: Contexto, relogio: RelogioMovel) -> None:
    entrar(ctx)
    segredo = ligar(ctx, relogio)
    with pytest.raises(entrada.FaltaCodigo):
        entrada.autenticar(ctx, login="ana.lima", senha=SENHA)
    errar(ctx, senha="errada", codigo=fator.codigo_de(segredo, relogio.agora()))
    for desvio, serve in ((-60, False), (60, False), (30, True), (0, False)):
        codigo = fator.codigo_de(segredo, relogio.agora() + timedelta(seconds=desvio))
        if serve:
            entrar(ctx, codigo=codigo)
        else:
            errar(ctx, senha=SENHA, codigo=codigo)
            relogio.andar(days=0 if desvio == 0 else 2)
    relogio.andar(seconds=60)
    codigo = fator.codigo_de(segredo, relogio.agora())
    entrar(ctx, codigo=f" {codigo[:3]} {codigo[3:]} ")
    errar(ctx, senha=SENHA, codigo=codigo)
    assert verificacao.verificar(ctx).integra


def test_ligar_pede_a_senha_e_um_codigo_deste_segredo(ctx: Contexto, relogio: RelogioMovel) -> None:
    entrar(ctx)
    segredo = conta.propor_segundo_fator(ctx).segredo
    certo = fator.codigo_de(segredo, relogio.agora())
    with pytest.raises(entrada.ErroDeAcesso):
        conta.ligar_segundo_fator(ctx, segredo=segredo, codigo=certo, senha="errada")
    with pytest.raises(ErroDominio, match="não foi ligado"):
        conta.ligar_segundo_fator(ctx, segredo=segredo, codigo="000000" if certo != "000000" else "111111", senha=SENHA)
    entrar(ctx)


def test_cada_codigo_de_recuperacao_entra_uma_vez(ctx: Contexto, relogio: RelogioMovel) -> None:
    entrar(ctx)
    segredo = conta.propor_segundo_fator(ctx).segredo
    codigos = conta.ligar_segundo_fator(
        ctx, segredo=segredo, codigo=fator.codigo_de(segredo, relogio.agora()), senha=SENHA
    )
    assert len(set(codigos)) == fator.CODIGOS
    assert all(codigo in conta.texto_dos_codigos(ctx, codigos) for codigo in codigos)
    pagina = PdfReader(BytesIO(conta.folha_dos_codigos(ctx, codigos))).pages[0].extract_text()
    assert all(codigo in pagina for codigo in codigos)
    entrar(ctx, codigo=codigos[0].upper().replace("-", " "))
    assert trilha(ctx)[-1][2].startswith("código de recuperação usado; ")
    errar(ctx, senha=SENHA, codigo=codigos[0])
    entrar(ctx, codigo=codigos[1])
    eu = usuarios.eu(ctx)
    assert eu is not None
    assert (eu.segundo_fator, eu.codigos) == (True, 8)
    novos = conta.trocar_codigos(ctx, senha=SENHA)
    errar(ctx, senha=SENHA, codigo=codigos[2])
    entrar(ctx, codigo=novos[0])
    with ctx.banco.leitura() as conexao:
        guardado = str(conexao.exec_driver_sql("SELECT hash FROM codigo_recuperacao").all())
    assert not any(c.replace("-", "") in guardado for c in novos)
    assert verificacao.verificar(ctx).integra


def test_desliga_quem_sabe_a_senha_ou_quem_administra(ctx: Contexto, relogio: RelogioMovel) -> None:
    entrar(ctx)
    ligar(ctx, relogio)
    conta.desligar_segundo_fator(ctx, senha=SENHA)
    entrar(ctx)
    with pytest.raises(ErroDominio, match="não está ligado"):
        conta.trocar_codigos(ctx, senha=SENHA)
    ligar(ctx, relogio)
    rui = usuarios.criar(ctx, login="rui", nome="Rui", papel=Papel.ADMINISTRADOR)
    ctx.entrar(entrada.autenticar(ctx, login="rui", senha=rui.senha, senha_nova=OUTRA))
    usuarios.desligar_segundo_fator(ctx, usuario_id=1)
    entrar(ctx)
    assert [a for _, a, _ in trilha(ctx) if "segundo" in a] == [
        "liga o segundo fator", "desliga o segundo fator", "liga o segundo fator", "desliga o segundo fator",
    ]  # fmt: skip


def test_sem_usuario_com_senha_nao_ha_conta_que_mudar(relogio: RelogioMovel) -> None:
    ctx = registro(relogio)
    try:
        for fazer in (
            lambda: conta.trocar_senha(ctx, atual="", nova=SENHA),
            lambda: conta.ligar_segundo_fator(ctx, segredo="", codigo="", senha=""),
            lambda: conta.desligar_segundo_fator(ctx, senha=""),
        ):
            with pytest.raises(ErroDominio, match="uma só pessoa"):
                fazer()
    finally:
        abertura.fechar(ctx)
