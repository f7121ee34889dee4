"""Who enters with a password, as the window and the command line show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..permissoes import PERMISSOES_DO_PAPEL, Papel, Permissao


@dataclass(frozen=True, slots=True, kw_only=True)
class Usuario:
    """A user.  ``extras`` are the permissions beyond the role's; ``codigos`` the recovery codes not used yet."""

    id: int
    login: str
    nome: str
    papel: Papel
    extras: frozenset[Permissao] = frozenset()
    ativo: bool = True
    tem_senha: bool = True
    troca_senha: bool = False
    segundo_fator: bool = False
    codigos: int = 0
    falhas: int = 0
    senha_em: datetime | None = None
    criado_em: datetime | None = None
    versao: int = 1

    @property
    def permissoes(self) -> frozenset[Permissao]:
        """What the user may do: the role's permissions and the extra ones."""
        return PERMISSOES_DO_PAPEL[self.papel] | self.extras

    @property
    def situacao(self) -> str:
        """Ativo, Inativo, Sem senha or Senha provisória, in words."""
        if not self.ativo:
            return "Inativo"
        if not self.tem_senha:
            return "Sem senha"
        return "Senha provisória" if self.troca_senha else "Ativo"


@dataclass(frozen=True, slots=True, kw_only=True)
class SenhaProvisoria:
    """What is shown once, to be handed over: the password to be changed at the first entry; empty if chosen."""

    usuario_id: int
    login: str
    nome: str
    senha: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inscricao:
    """A second factor not turned on yet: the secret as text, its address for the phone, and the QR as PNG."""

    segredo: str
    endereco: str
    qr: bytes

    @property
    def em_grupos(self) -> str:
        """The secret in groups of four, as it is typed."""
        return " ".join(self.segredo[n : n + 4] for n in range(0, len(self.segredo), 4))
