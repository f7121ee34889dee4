"""Users: the first is an administrador, nobody is left without one, and what is changed by any other way is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, acervo, acervo_restauro, conta, entrada_usuarios, usuarios, verificacao
from bahiaservidor.servicos import segundo_fator as fator
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.permissoes import (
    NINGUEM,
    ErroDePermissao,
    Papel,
    Permissao,
    sem_pedir,
    trabalho_do_programa,
)

from .apoio_usuarios import OUTRA, SENHA, RelogioMovel, baratear, com_administrador, registro, trilha


@pytest.fixture
def ctx(monkeypatch: pytest.MonkeyPatch) -> Iterator[Contexto]:
    baratear(monkeypatch)
    novo = registro(RelogioMovel())
    yield novo
    abertura.fechar(novo)


@pytest.fixture
def admin(ctx: Contexto) -> int:
    criado = com_administrador(ctx)
    ctx.entrar(entrada_usuarios.autenticar(ctx, login="ana.lima", senha=SENHA))
    return criado


def divergencias(ctx: Contexto) -> list[str]:
    with trabalho_do_programa(ctx):
        return [f"{d.objeto}: {d.detalhe}" for d in verificacao.verificar(ctx).divergencias]


def adulterar(ctx: Contexto, comando: str) -> None:
    with sem_pedir(ctx), ctx.banco.escrita() as conexao:
        conexao.exec_driver_sql(comando)


# ------------------------------------------------------------------ the first one, and the others


def test_sem_usuarios_uma_so_pessoa_trabalha_sem_senha(ctx: Contexto) -> None:
    assert not usuarios.exige_entrada(ctx)
    assert usuarios.listar(ctx) == ()
    assert usuarios.eu(ctx) is None
    assert ctx.pode(Permissao.ADMINISTRAR_USUARIOS)
    entrada_usuarios.sair(ctx)  # nobody entered: nothing happens
    assert ctx.usuario == "teste"
    assert entrada_usuarios.rever(ctx) is ctx.sessao


def test_o_primeiro_usuario_e_administrador_e_dali_em_diante_todos_entram(ctx: Contexto) -> None:
    with pytest.raises(ErroDominio, match="administrador"):
        usuarios.criar(ctx, login="ana.lima", nome="Ana Lima", papel=Papel.OPERADOR, senha=SENHA)
    with pytest.raises(ErroDominio, match="mínimo é 8"):
        usuarios.criar(ctx, login="ana.lima", nome="Ana Lima", papel=Papel.ADMINISTRADOR, senha="curta")
    assert not usuarios.exige_entrada(ctx)
    com_administrador(ctx, login=" Ana.Lima ", nome="Ana  Lima")
    assert usuarios.exige_entrada(ctx)
    (ana,) = usuarios.listar(ctx)
    assert (ana.login, ana.nome, ana.papel, ana.situacao) == ("ana.lima", "Ana Lima", Papel.ADMINISTRADOR, "Ativo")
    # The one who was working without a password is nobody from here on.
    assert entrada_usuarios.rever(ctx) is NINGUEM


def test_os_outros_recebem_senha_provisoria_e_a_trocam_ao_entrar(ctx: Contexto, admin: int) -> None:
    criado = usuarios.criar(
        ctx, login="rui", nome="Rui Barros", papel=Papel.OPERADOR, extras=[Permissao.VER_SAUDE, Permissao.CONSULTAR]
    )
    assert re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){2}-[a-z2-9]{5}", criado.senha)
    rui = next(u for u in usuarios.listar(ctx) if u.id == criado.usuario_id)
    assert rui.situacao == "Senha provisória"
    assert rui.extras == {Permissao.VER_SAUDE}  # what the role has already is not given twice
    with pytest.raises(entrada_usuarios.FaltaSenhaNova):
        entrada_usuarios.autenticar(ctx, login="rui", senha=criado.senha)
    with pytest.raises(ErroDominio, match="igual à provisória"):
        entrada_usuarios.autenticar(ctx, login="rui", senha=criado.senha, senha_nova=criado.senha)
    with pytest.raises(ErroDominio, match="Ninguém entrou ainda"):
        entrada_usuarios.autenticar(ctx, login="rui", senha=criado.senha, senha_nova="ruibarros")
    sessao = entrada_usuarios.autenticar(ctx, login="rui", senha=criado.senha, senha_nova=OUTRA)
    assert sessao.pode(Permissao.VER_SAUDE)
    assert not sessao.pode(Permissao.ADMINISTRAR_USUARIOS)
    assert entrada_usuarios.autenticar(ctx, login="rui", senha=OUTRA).usuario_id == criado.usuario_id


@pytest.mark.parametrize("login", ["", "ab", "ana lima", "ana'--", ".ana", "a" * 41, "joão", "ana\nlima"])
def test_um_nome_de_entrada_ruim_e_recusado(ctx: Contexto, login: str) -> None:
    with pytest.raises(ErroDominio, match="nome de entrada"):
        usuarios.criar(ctx, login=login, nome="Ana", papel=Papel.ADMINISTRADOR, senha=SENHA)


def test_um_login_nao_se_repete(ctx: Contexto, admin: int) -> None:
    with pytest.raises(ErroDominio, match="Já existe"):
        usuarios.criar(ctx, login="ANA.lima", nome="Outra", papel=Papel.CONSULTA)


def test_nunca_falta_um_administrador(ctx: Contexto, admin: int) -> None:
    sozinho: tuple[Callable[[], object], ...] = (
        lambda: usuarios.desativar(ctx, usuario_id=admin),
        lambda: usuarios.alterar(ctx, usuario_id=admin, versao=1, nome="Ana Lima", papel=Papel.CONSULTA),
    )
    for fazer in sozinho:
        with pytest.raises(ErroDominio, match="único administrador"):
            fazer()
    outro = usuarios.criar(ctx, login="rui", nome="Rui", papel=Papel.ADMINISTRADOR).usuario_id
    usuarios.desativar(ctx, usuario_id=admin)
    with pytest.raises(ErroDominio, match="único administrador"):
        usuarios.desativar(ctx, usuario_id=outro)
    with pytest.raises(entrada_usuarios.ErroDeAcesso):
        entrada_usuarios.autenticar(ctx, login="ana.lima", senha=SENHA)
    usuarios.reativar(ctx, usuario_id=admin)
    assert entrada_usuarios.autenticar(ctx, login="ana.lima", senha=SENHA).papel is Papel.ADMINISTRADOR


def test_so_quem_administra_mexe_nos_usuarios(ctx: Contexto, admin: int) -> None:
    criado = usuarios.criar(ctx, login="rui", nome="Rui Barros", papel=Papel.OPERADOR)
    ctx.entrar(entrada_usuarios.autenticar(ctx, login="rui", senha=criado.senha, senha_nova=OUTRA))
    pedidos: tuple[Callable[[], object], ...] = (
        lambda: usuarios.listar(ctx),
        lambda: usuarios.criar(ctx, login="eva", nome="Eva", papel=Papel.CONSULTA),
        lambda: usuarios.alterar(ctx, usuario_id=admin, versao=1, nome="x", papel=Papel.CONSULTA),
        lambda: usuarios.desativar(ctx, usuario_id=admin),
        lambda: usuarios.reativar(ctx, usuario_id=admin),
        lambda: usuarios.redefinir_senha(ctx, usuario_id=admin),
        lambda: usuarios.retomar(ctx, usuario_id=admin, senha=OUTRA),
        lambda: usuarios.gravar_minutos_ocioso(ctx, minutos=5),
        lambda: usuarios.desligar_segundo_fator(ctx, usuario_id=admin),
    )
    for fazer in pedidos:
        with pytest.raises(ErroDePermissao, match=r"“rui” \(papel: operador\) não tem permissão"):
            fazer()


def test_duas_pessoas_nao_alteram_o_mesmo_usuario_sem_saber(ctx: Contexto, admin: int) -> None:
    rui = usuarios.criar(ctx, login="rui", nome="Rui", papel=Papel.OPERADOR).usuario_id
    usuarios.alterar(ctx, usuario_id=rui, versao=1, nome="Rui Barros", papel=Papel.HOMOLOGADOR)
    with pytest.raises(ErroDominio, match="alterado por outra pessoa"):
        usuarios.alterar(ctx, usuario_id=rui, versao=1, nome="Rui", papel=Papel.CONSULTA)
    usuarios.alterar(ctx, usuario_id=rui, versao=2, nome="Rui Barros", papel=Papel.HOMOLOGADOR)
    assert [d.rpartition(";")[0] for _, a, d in trilha(ctx) if a == "altera"] == ["campos: nome, papel"]


def test_a_sessao_segue_o_que_mudam_dela(ctx: Contexto, admin: int) -> None:
    rui = usuarios.criar(ctx, login="rui", nome="Rui", papel=Papel.OPERADOR)
    dele = entrada_usuarios.autenticar(ctx, login="rui", senha=rui.senha, senha_nova=OUTRA)
    ana = ctx.sessao
    linha = next(u for u in usuarios.listar(ctx) if u.login == "rui")
    usuarios.alterar(ctx, usuario_id=linha.id, versao=linha.versao, nome="Rui", papel=Papel.CONSULTA)
    ctx.entrar(dele)
    assert entrada_usuarios.rever(ctx).papel is Papel.CONSULTA
    ctx.entrar(ana)
    usuarios.redefinir_senha(ctx, usuario_id=linha.id)
    ctx.entrar(dele)
    assert entrada_usuarios.rever(ctx) is NINGUEM


def test_cada_um_troca_a_propria_senha_dizendo_a_atual(ctx: Contexto, admin: int) -> None:
    for atual, nova, porque in (
        ("errada demais", OUTRA, "não conferem"),
        (SENHA, SENHA, "igual à atual"),
        (SENHA, "12345678", "mais usadas"),
        (SENHA, "ana.lima2026", "quase só"),
    ):
        with pytest.raises(ErroDominio, match=porque):
            conta.trocar_senha(ctx, atual=atual, nova=nova)
    conta.trocar_senha(ctx, atual=SENHA, nova=OUTRA)
    with pytest.raises(entrada_usuarios.ErroDeAcesso):
        entrada_usuarios.autenticar(ctx, login="ana.lima", senha=SENHA)
    assert entrada_usuarios.autenticar(ctx, login="ana.lima", senha=OUTRA).usuario_id == admin


def test_o_tempo_de_bloqueio_e_uma_configuracao_com_limites(ctx: Contexto, admin: int) -> None:
    assert usuarios.minutos_ocioso(ctx) == 10
    usuarios.gravar_minutos_ocioso(ctx, minutos=3)
    assert usuarios.minutos_ocioso(ctx) == 3
    for minutos in (0, 121):
        with pytest.raises(ErroDominio, match="de 1 a 120"):
            usuarios.gravar_minutos_ocioso(ctx, minutos=minutos)


# ------------------------------------------------------------------ evidence


def test_o_que_o_programa_faz_deixa_a_corrente_e_os_usuarios_integros(ctx: Contexto, admin: int) -> None:
    rui = usuarios.criar(ctx, login="rui", nome="Rui Barros", papel=Papel.OPERADOR)
    with pytest.raises(entrada_usuarios.ErroDeAcesso):
        entrada_usuarios.autenticar(ctx, login="rui", senha="errada")
    entrada_usuarios.autenticar(ctx, login="rui", senha=rui.senha, senha_nova=OUTRA)
    usuarios.desativar(ctx, usuario_id=rui.usuario_id)
    usuarios.reativar(ctx, usuario_id=rui.usuario_id)
    entrada_usuarios.bloquear(ctx)
    assert divergencias(ctx) == []
    tudo = " ".join(f"{quem} {acao} {detalhe}" for quem, acao, detalhe in trilha(ctx))
    assert [a for _, a, _ in trilha(ctx)] == [
        "cria", "entrada", "cria", "entrada recusada", "entrada", "desativa", "reativa", "bloqueio",
    ]  # fmt: skip
    for segredo in (SENHA, OUTRA, rui.senha, "errada", "argon2"):
        assert segredo not in tudo


@pytest.mark.parametrize(
    ("comando", "achado"),
    [
        ("UPDATE usuario SET papel = 'administrador' WHERE login = 'rui'", "usuário 2: não é como a trilha o deixou"),
        ("UPDATE usuario SET permissoes = 'VER_SAUDE' WHERE login = 'rui'", "usuário 2: não é como a trilha o deixou"),
        ("UPDATE usuario SET senha = '' WHERE login = 'ana.lima'", "usuário 1: não é como a trilha o deixou"),
        ("UPDATE usuario SET falhas = 0, ultima_falha = NULL, ativo = 0", "usuário 1: não é como a trilha o deixou"),
        ("INSERT INTO codigo_recuperacao (usuario_id, hash) VALUES (2, 'x')", "usuário 2: não é como a trilha"),
        ("DELETE FROM usuario WHERE id = 2", "usuário 2: foi apagado por fora do programa"),
        (
            "INSERT INTO usuario SELECT 9, 'zeca', nome, papel, permissoes, senha, senha_em, 0, '', 0, 1, 0, NULL, "
            "criado_em, 1 FROM usuario WHERE id = 1",
            "usuário 9: foi criado por fora do programa",
        ),
    ],
)
def test_o_que_se_altera_por_fora_e_achado(ctx: Contexto, admin: int, comando: str, achado: str) -> None:
    usuarios.criar(ctx, login="rui", nome="Rui Barros", papel=Papel.OPERADOR)
    assert divergencias(ctx) == []
    adulterar(ctx, comando)
    assert any(achado in d for d in divergencias(ctx))


def test_o_que_e_negado_fica_na_trilha_uma_vez_por_minuto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    baratear(monkeypatch)
    relogio = RelogioMovel()
    ctx = abertura.abrir(tmp_path / "r.sqlite3", relogio=relogio, usuario="teste")
    com_administrador(ctx)
    abertura.fechar(ctx)
    ctx = abertura.abrir(tmp_path / "r.sqlite3", relogio=relogio, usuario="teste")
    try:
        assert ctx.sessao is NINGUEM
        for _ in range(3):
            with pytest.raises(ErroDePermissao, match="Ninguém entrou"):
                usuarios.listar(ctx)
        relogio.andar(minutes=2)
        with pytest.raises(ErroDePermissao):
            usuarios.listar(ctx)
        negados = [d for _, a, d in trilha(ctx) if a == "acesso negado"]
        assert negados == ["administrar usuários"] * 2
    finally:
        abertura.fechar(ctx)


def test_um_acervo_leva_os_usuarios_sem_o_que_os_faz_entrar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    baratear(monkeypatch)
    relogio = RelogioMovel()
    ctx = abertura.abrir(tmp_path / "r.sqlite3", relogio=relogio, usuario="teste")
    abertura.configurar(ctx, orgao="Secretaria da Educação", sigla="SEC", municipio="Salvador")
    com_administrador(ctx)
    ctx.entrar(entrada_usuarios.autenticar(ctx, login="ana.lima", senha=SENHA))
    segredo = conta.propor_segundo_fator(ctx).segredo
    conta.ligar_segundo_fator(ctx, segredo=segredo, codigo=fator.codigo_de(segredo, relogio.agora()), senha=SENHA)
    acervo.exportar(ctx, destino=tmp_path / "acervo")
    abertura.fechar(ctx)
    texto = b"".join(a.read_bytes() for a in (tmp_path / "acervo").rglob("*") if a.is_file())
    assert b"$argon2" not in texto
    assert segredo.encode() not in texto
    novo = tmp_path / "novo.sqlite3"
    volta = acervo_restauro.importar(origem=tmp_path / "acervo", destino=novo, relogio=RelogioFixo(relogio.hoje()))
    assert volta.verificacao.integra
    ctx = abertura.abrir(novo, relogio=relogio, usuario="teste")
    try:
        (ana,) = usuarios.listar(ctx)
        assert (ana.situacao, ana.segundo_fator) == ("Sem senha", False)
        assert not usuarios.exige_entrada(ctx)
        with pytest.raises(ErroDominio, match="primeira é a de um administrador"):
            usuarios.redefinir_senha(ctx, usuario_id=ana.id)
        with pytest.raises(entrada_usuarios.ErroDeAcesso):
            entrada_usuarios.autenticar(ctx, login="ana.lima", senha="")
        usuarios.retomar(ctx, usuario_id=ana.id, senha=OUTRA)
        assert usuarios.exige_entrada(ctx)
        assert entrada_usuarios.autenticar(ctx, login="ana.lima", senha=OUTRA).usuario_id == ana.id
        assert divergencias(ctx) == []
    finally:
        abertura.fechar(ctx)
