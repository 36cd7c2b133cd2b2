import { Field } from '../form';

export function emailField({ email }: { readonly email: string }): Field {
  return { name: 'email', label: 'Email', type: 'email', autocomplete: 'username', value: email };
}

export function currentPasswordField(name: string, label: string, value = ''): Field {
  return { name, label, type: 'password', autocomplete: 'current-password', value };
}

export function newPasswordField(name: string, label: string): Field {
  return { name, label, type: 'password', autocomplete: 'new-password' };
}
